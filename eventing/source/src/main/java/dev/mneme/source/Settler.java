// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.source.deadletter.Reason;
import dev.mneme.source.forgetting.Forgetting;
import dev.mneme.topology.Route;
import io.cloudevents.CloudEvent;
import io.nats.client.api.PublishAck;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends deliveries: first what follows from them is stored, then they are acknowledged, and the
 * server confirms it. A crash between any two steps leads to a redelivery that stores the same ids
 * again, which is nothing.
 */
final class Settler {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

  private final Route route;
  private final Publisher publisher;
  private final Acknowledger acknowledger;
  private final Report report;
  private final Forgetting forgetting;
  private final ReplyCheck check;
  private final Clock clock;

  Settler(
      Route route,
      Publisher publisher,
      Acknowledger acknowledger,
      Report report,
      Forgetting forgetting,
      Clock clock) {
    this.route = route;
    this.publisher = publisher;
    this.acknowledger = acknowledger;
    this.report = report;
    this.forgetting = forgetting;
    this.check = new ReplyCheck(route.replies(), clock);
    this.clock = clock;
  }

  /**
   * A delivery whose storing is under way.
   *
   * @param told to the outside, once all of it is stored and acknowledged
   */
  record Ending(Delivery delivery, List<CompletableFuture<PublishAck>> stored, Runnable told) {}

  /** Deliveries of which none is acknowledged before what follows from all of them is stored. */
  static List<Ending> together(List<Ending> endings) {
    List<CompletableFuture<PublishAck>> all =
        endings.stream().flatMap(ending -> ending.stored().stream()).toList();
    return endings.stream()
        .map(ending -> new Ending(ending.delivery(), all, ending.told()))
        .toList();
  }

  /**
   * Begins to store what follows from an accepted event.
   *
   * @param succession of the request
   */
  Ending accept(Delivery delivery, Delivery.Acceptance acceptance, Succession succession) {
    CloudEvent event = acceptance.event();
    Verdict.Accepted accepted = acceptance.answer();
    Optional<String> wrong = check.wrong(event, accepted.replies());
    if (wrong.isPresent()) {
      return refuse(delivery, new Verdict.Refused(Reason.INVALID_REPLY, null, wrong.get()));
    }
    List<CompletableFuture<PublishAck>> stored =
        accepted.replies().stream()
            .map(reply -> TraceContext.inherited(reply, event))
            .map(reply -> succession.store(delivery.lane(), () -> publisher.reply(reply)))
            .toList();
    return new Ending(delivery, stored, () -> report.accepted(delivery, event, stored.size()));
  }

  /** Begins to store the dead letter of an event that ends here. */
  Ending refuse(Delivery delivery, Verdict.Refused refused) {
    Delivery.End end = delivery.giveUp(refused, clock.instant());
    return new Ending(
        delivery,
        List.of(publisher.deadLetter(delivery, route.name(), end)),
        () -> {
          report.deadLetter(delivery, refused);
          forgetting.stored(delivery.lane());
        });
  }

  /** An attempt failed and another will follow. */
  void retry(Verdict.Retry retry) {
    report.retried(retry);
  }

  /**
   * Whether a retry would be one too many, or come too late; then the dead letter's reason. A
   * function that wants to be left alone until after the deadline cannot be asked again in time.
   */
  Optional<Verdict.Refused> giveUp(Delivery delivery, Verdict.Retry retry) {
    Duration wait = Objects.requireNonNullElse(retry.retryAfter(), Duration.ZERO);
    if (delivery.attempts() >= route.attempts()) {
      return Optional.of(end(Reason.ATTEMPTS_EXHAUSTED, retry));
    }
    return wait.compareTo(delivery.left(route.deadline(), clock.instant())) < 0
        ? Optional.empty()
        : Optional.of(end(Reason.DEADLINE_PASSED, retry));
  }

  private static Verdict.Refused end(Reason reason, Verdict.Retry retry) {
    return new Verdict.Refused(reason, retry.status(), retry.detail());
  }

  /** Whether the deadline has passed since the last attempt; then the dead letter's reason. */
  Optional<Verdict.Refused> tooLate(Delivery delivery) {
    return delivery
        .trouble()
        .filter(trouble -> !delivery.left(route.deadline(), clock.instant()).isPositive())
        .map(
            trouble ->
                new Verdict.Refused(Reason.DEADLINE_PASSED, trouble.status(), trouble.detail()));
  }

  /**
   * Waits until all is stored, then acknowledges, and waits until the server has confirmed it.
   *
   * @return what is not settled; it keeps its lease and its place
   */
  List<Delivery> finish(List<Ending> endings) throws InterruptedException {
    Map<Ending, CompletableFuture<Void>> acknowledged = new LinkedHashMap<>();
    List<Delivery> unsettled = new ArrayList<>();
    for (Ending ending : endings) {
      stored(ending)
          .ifPresentOrElse(
              end -> acknowledged.put(end, acknowledger.acknowledge(ending.delivery())),
              () -> unsettled.add(ending.delivery()));
    }
    for (Map.Entry<Ending, CompletableFuture<Void>> entry : acknowledged.entrySet()) {
      Ending ending = entry.getKey();
      try {
        entry.getValue().get();
        ending.told().run();
      } catch (ExecutionException e) {
        unsettled.add(ending.delivery());
        unsettled(ending.delivery(), e.getCause());
      }
    }
    return unsettled;
  }

  /** The ending that is stored, which may be another than was meant; empty if none is yet. */
  private Optional<Ending> stored(Ending ending) throws InterruptedException {
    try {
      for (CompletableFuture<PublishAck> one : ending.stored()) {
        one.get();
      }
      return Optional.of(ending);
    } catch (ExecutionException e) {
      Optional<String> never = Unstorable.why(e);
      if (never.isPresent() && ending.delivery().end().isEmpty()) {
        return stored(
            refuse(
                ending.delivery(),
                new Verdict.Refused(Reason.INVALID_REPLY, null, "reply: " + never.get())));
      }
      unsettled(ending.delivery(), e.getCause());
      return Optional.empty();
    }
  }

  private void unsettled(Delivery delivery, @Nullable Throwable trouble) {
    report.unsettled();
    LOG.warn(
        "not settled, will be tried again: route={} sequence={} trouble={}",
        route.name(),
        delivery.sequence(),
        String.valueOf(trouble));
  }
}
