// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import dev.mneme.contract.Problem;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What became of one event of a batch. */
public sealed interface Outcome {
  /** The event had its effect, and these are the events that follow from it. */
  record Done(List<CloudEvent> replies) implements Outcome {
    public Done {
      replies = List.copyOf(replies);
    }

    @Override
    public <T> T fold(
        Function<Done, T> done, Function<Refused, T> refused, Function<Later, T> later) {
      return done.apply(this);
    }
  }

  /** The event can never be accepted. */
  record Refused(Problem problem) implements Outcome {
    @Override
    public <T> T fold(
        Function<Done, T> done, Function<Refused, T> refused, Function<Later, T> later) {
      return refused.apply(this);
    }
  }

  /** Not now: the same event may be accepted after {@code retryAfter}. */
  record Later(Problem problem, Duration retryAfter) implements Outcome {
    @Override
    public <T> T fold(
        Function<Done, T> done, Function<Refused, T> refused, Function<Later, T> later) {
      return later.apply(this);
    }
  }

  /**
   * What one of three makes of it. As complete as a switch over patterns, for which the JVM makes a
   * class at run time: nothing between an event and its first answer can afford one.
   */
  <T> T fold(Function<Done, T> done, Function<Refused, T> refused, Function<Later, T> later);

  /** The event had its effect and nothing follows. */
  static Outcome done() {
    return new Done(List.of());
  }

  /** A passing trouble, told in words. */
  static Outcome later(String reason, Duration retryAfter) {
    return new Later(Problem.of(503, "Try later", reason), retryAfter);
  }
}
