// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.Envelope;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.LogLine;
import dev.mneme.contract.batch.Outcome;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Calls the function, never more often at a time than allowed, and holds it to its types. */
final class FunctionCalls {
  private final CatalogFunction function;
  private final Semaphore permits;
  private final Clock clock;

  FunctionCalls(CatalogFunction function, int most, Clock clock) {
    this.function = function;
    this.permits = new Semaphore(most, true);
    this.clock = clock;
  }

  /** One event to a function of single events. */
  Outcome one(CloudEvent event) {
    permits.acquireUninterruptibly();
    try {
      return new Outcome.Done(replies(function.apply(event)));
    } catch (RuntimeException e) {
      return Failures.outcome(e, LogLine.of(event).toString());
    } finally {
      permits.release();
    }
  }

  /** Events to a function of lists. */
  List<Outcome> all(List<CloudEvent> events) {
    permits.acquireUninterruptibly();
    try {
      return outcomes(function.apply(List.copyOf(events)), events.size());
    } catch (RuntimeException e) {
      String first = LogLine.of(events.getFirst()).toString();
      Outcome outcome =
          Failures.outcome(
              e, events.size() == 1 ? first : first + " and " + (events.size() - 1) + " more");
      return events.stream().map(event -> outcome).toList();
    } finally {
      permits.release();
    }
  }

  private List<Outcome> outcomes(List<?> answers, int expected) {
    if (answers.size() != expected) {
      throw new IllegalStateException(
          function.name() + " answered " + answers.size() + " outcomes to " + expected + " events");
    }
    return answers.stream().map(answer -> checked((Outcome) answer)).toList();
  }

  private Outcome checked(Outcome outcome) {
    return outcome instanceof Outcome.Done(List<CloudEvent> replies)
        ? new Outcome.Done(replies(replies))
        : outcome;
  }

  private List<CloudEvent> replies(List<?> answers) {
    return answers.stream().map(answer -> reply((CloudEvent) answer)).toList();
  }

  /** A bad reply is the function's fault, not its cause's. */
  private CloudEvent reply(CloudEvent reply) {
    try {
      Envelope.check(reply, clock.instant());
      return reply;
    } catch (InvalidEventException e) {
      throw new IllegalStateException(
          function.name() + " made an invalid reply: " + LogLine.of(reply), e);
    }
  }
}
