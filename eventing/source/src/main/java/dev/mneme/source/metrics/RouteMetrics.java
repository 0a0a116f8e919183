// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens on one route. Tagged by route and never by user: the number of series does not
 * depend on how many people use the system. Safe for use by several threads.
 */
public final class RouteMetrics {
  private static final String DELIVERIES = "mneme.source.deliveries";
  private static final String DELIVERED =
      "Deliveries by what they came to and by the class of the last HTTP status";

  private final MeterRegistry registry;
  private final Tags tags;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger owned = new AtomicInteger();
  private final Counter attempts;
  private final Counter extensions;
  private final Counter replies;
  private final Counter unsettled;
  private final ByStatus<Timer> requests;
  private final ByStatus<Counter> accepted;
  private final ByStatus<Counter> retried;
  private final ByStatus<Counter> ended;
  private final Map<String, Counter> deadLetters;
  private final Timer acceptedAge;
  private final Timer endedAge;

  RouteMetrics(MeterRegistry registry, String route, Collection<String> reasons, int consumers) {
    this.registry = registry;
    this.tags = Tags.of("route", route);
    this.attempts =
        counter("mneme.source.attempts", "attempts", "Events posted, each time counted");
    this.extensions =
        counter(
            "mneme.source.lease.extensions", "extensions", "Leases extended while work went on");
    this.replies = counter("mneme.source.replies", "replies", "Replies stored");
    this.unsettled =
        counter(
            "mneme.source.unsettled",
            "events",
            "Times that an outcome could not be stored or confirmed, and was left to be tried"
                + " again");
    this.requests = new ByStatus<>(status -> Buckets.request(registry, tags.and("status", status)));
    this.accepted = deliveries("accepted");
    this.retried = deliveries("retried");
    this.ended = deliveries("dead-letter");
    this.deadLetters =
        reasons.stream().collect(Collectors.toMap(Function.identity(), this::deadLetters));
    this.acceptedAge = Buckets.age(registry, tags.and("outcome", "accepted"));
    this.endedAge = Buckets.age(registry, tags.and("outcome", "dead-letter"));
    gauge("mneme.source.in.flight", "requests", "Requests open now", inFlight::get);
    gauge("mneme.source.owned", "consumers", "Consumers this process runs", owned::get);
    gauge("mneme.source.configured", "consumers", "Consumers the route has", () -> consumers);
  }

  /**
   * A consumer is run by this process from now on, until what is returned is closed.
   *
   * @param holdings of this process for it
   * @param poll asks the consumer's leader, every ten seconds and never for a scrape
   */
  public ConsumerWatch consumer(String consumer, Holdings holdings, Callable<Backlog> poll) {
    return new ConsumerWatch(
        registry, tags.and("consumer", consumer), owned, holdings, poll, ConsumerWatch.INTERVAL);
  }

  /** A request with so many events is on its way. */
  public void posted(int events) {
    inFlight.incrementAndGet();
    attempts.increment(events);
  }

  /**
   * The request has ended.
   *
   * @param status of the answer, or {@code null} where there was none
   */
  public void answered(@Nullable Integer status, Duration took) {
    inFlight.decrementAndGet();
    requests.of(status).record(took);
  }

  /** An attempt failed and another will follow. */
  public void retried(@Nullable Integer status) {
    retried.of(status).increment();
  }

  /**
   * An event had its effect and is acknowledged.
   *
   * @param stored how many replies were
   * @param age of the event since it was published
   */
  public void accepted(int stored, Duration age) {
    accepted.of(200).increment();
    replies.increment(stored);
    acceptedAge.record(age);
  }

  /**
   * An event ended as a dead letter and is acknowledged.
   *
   * @param age of the event since it was published
   */
  public void deadLetter(String reason, @Nullable Integer status, Duration age) {
    ended.of(status).increment();
    deadLetters.computeIfAbsent(reason, this::deadLetters).increment();
    endedAge.record(age);
  }

  /** An outcome could not be stored or confirmed. */
  public void unsettled() {
    unsettled.increment();
  }

  /** Leases were extended. */
  public void extended(int leases) {
    extensions.increment(leases);
  }

  private ByStatus<Counter> deliveries(String outcome) {
    return new ByStatus<>(
        status ->
            Counter.builder(DELIVERIES)
                .description(DELIVERED)
                .baseUnit("deliveries")
                .tags(tags.and("outcome", outcome, "status", status))
                .register(registry));
  }

  private Counter deadLetters(String reason) {
    return Counter.builder("mneme.source.dead.letters")
        .description("Dead letters stored, by reason")
        .baseUnit("letters")
        .tags(tags.and("reason", reason))
        .register(registry);
  }

  private Counter counter(String name, String unit, String description) {
    return Counter.builder(name)
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .register(registry);
  }

  private void gauge(String name, String unit, String description, IntSupplier value) {
    Gauge.builder(name, value::getAsInt)
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .register(registry);
  }
}
