// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gauges of one consumer, for as long as this process runs it. */
public final class ConsumerWatch implements AutoCloseable {
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerWatch.class);

  private final MeterRegistry registry;
  private final Tags tags;
  private final String who;
  private final AtomicInteger owned;
  private final Callable<Backlog> poll;
  private final Duration interval;
  private final List<Meter> gauges;
  private final Semaphore stop = new Semaphore(0);
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean failing;

  /** {@code null} before the first answer, and when the last poll had none. */
  private volatile @Nullable Backlog backlog;

  ConsumerWatch(
      MeterRegistry registry,
      Tags tags,
      AtomicInteger owned,
      Holdings holdings,
      Callable<Backlog> poll,
      Duration interval) {
    this.registry = registry;
    this.tags = tags;
    this.who =
        tags.stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining(" "));
    this.owned = owned;
    this.poll = poll;
    this.interval = interval;
    this.gauges =
        List.of(
            backlog("lag", Backlog::pending, "Messages that were never delivered"),
            backlog("ack.pending", Backlog::unacknowledged, "Messages delivered, not acknowledged"),
            backlog(
                "redelivered",
                Backlog::redelivered,
                "Messages delivered more than once, not acknowledged"),
            gauge("held", "events", "Messages held with their payload", holdings::held),
            gauge(
                "set.aside",
                "events",
                "Messages held by their place alone, read again when their turn comes",
                holdings::setAside),
            gauge(
                "concurrency.limit", "requests", "Requests that may be open now", holdings::limit),
            gauge(
                "oldest.age",
                "seconds",
                "Age of the oldest message held; 0 if none is",
                () -> age(holdings)));
    owned.incrementAndGet();
    Thread.ofVirtual().name("watch-" + who).start(this::run);
  }

  private void run() {
    try {
      do {
        ask();
      } while (!stop.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws InterruptedException {
    try {
      backlog = poll.call();
      if (failing) {
        LOG.info("{} backlog is known again", who);
      }
      failing = false;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      backlog = null;
      if (!failing && !closed.get()) {
        LOG.warn("{} backlog is unknown until the server answers: {}", who, e.toString());
      }
      failing = true;
    }
  }

  private static double age(Holdings holdings) {
    return holdings
        .oldest()
        .map(stored -> Duration.between(stored, Instant.now()).toMillis() / 1000.0)
        .map(age -> Math.max(age, 0))
        .orElse(0.0);
  }

  private Gauge backlog(String name, ToLongFunction<Backlog> part, String description) {
    return gauge(
        name,
        "events",
        description,
        () -> {
          Backlog known = backlog;
          return known == null ? Double.NaN : part.applyAsLong(known);
        });
  }

  private Gauge gauge(String name, String unit, String description, Supplier<Number> value) {
    return Gauge.builder("mneme.source." + name, value)
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .register(registry);
  }

  /** This process no longer runs the consumer: its gauges end here, another's begin elsewhere. */
  @Override
  public void close() {
    // Not awaited: a poll under way may hang as long as the client lets a request wait.
    if (closed.getAndSet(true)) {
      return;
    }
    stop.release();
    gauges.forEach(registry::remove);
    owned.decrementAndGet();
  }
}
