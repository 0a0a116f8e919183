// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.source.CapturedLog;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The lag of a consumer, seen from outside. */
class ConsumerWatchTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger owned = new AtomicInteger();

  @Test
  void showsWhatTheLeaderSaid() {
    // When
    try (ConsumerWatch watch = watch(() -> new Backlog(7, 3, 1), Duration.ofHours(1))) {
      // Then
      await().untilAsserted(() -> assertThat(value("lag")).isEqualTo(7));
      assertThat(value("ack.pending")).isEqualTo(3);
      assertThat(value("redelivered")).isEqualTo(1);
      assertThat(value("held")).isEqualTo(5);
      assertThat(value("set.aside")).isEqualTo(4);
      assertThat(value("concurrency.limit")).isEqualTo(2);
      assertThat(value("oldest.age")).isGreaterThanOrEqualTo(60);
      assertThat(owned).hasValue(1);
      assertThat(watch).isNotNull();
    }
    assertThat(registry.getMeters()).isEmpty();
    assertThat(owned).hasValue(0);
  }

  @Test
  void aScrapeAsksNobody() {
    // Given
    AtomicInteger asked = new AtomicInteger();
    Callable<Backlog> poll =
        () -> {
          asked.incrementAndGet();
          return new Backlog(7, 0, 0);
        };

    // When
    try (ConsumerWatch watch = watch(poll, Duration.ofHours(1))) {
      await().untilAsserted(() -> assertThat(value("lag")).isEqualTo(7));
      for (int scrape = 0; scrape < 100; scrape++) {
        value("lag");
      }

      // Then
      assertThat(asked).hasValue(1);
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void whatIsUnknownIsNotANumberAndLoggedOnce() {
    // Given
    AtomicBoolean down = new AtomicBoolean(true);
    AtomicInteger asked = new AtomicInteger();
    Callable<Backlog> poll =
        () -> {
          asked.incrementAndGet();
          if (down.get()) {
            throw new IOException("no answer");
          }
          return new Backlog(7, 0, 0);
        };

    try (CapturedLog log = new CapturedLog();
        ConsumerWatch watch = watch(poll, Duration.ofMillis(5))) {
      // When
      await().until(() -> asked.get() > 3);

      // Then
      assertThat(value("lag")).isNaN();
      assertThat(log.all().lines().filter(line -> line.contains("no answer"))).hasSize(1);
      down.set(false);
      await().untilAsserted(() -> assertThat(value("lag")).isEqualTo(7));
      down.set(true);
      await().untilAsserted(() -> assertThat(value("lag")).isNaN());
      assertThat(watch).isNotNull();
    }
  }

  private ConsumerWatch watch(Callable<Backlog> poll, Duration interval) {
    return new ConsumerWatch(
        registry, Tags.of("route", "r", "consumer", "c"), owned, new Held(), poll, interval);
  }

  private double value(String name) {
    return registry.get("mneme.source." + name).tag("consumer", "c").gauge().value();
  }

  private static final class Held implements Holdings {
    @Override
    public int held() {
      return 5;
    }

    @Override
    public int setAside() {
      return 4;
    }

    @Override
    public Optional<Instant> oldest() {
      return Optional.of(Instant.now().minusSeconds(60));
    }

    @Override
    public int limit() {
      return 2;
    }
  }
}
