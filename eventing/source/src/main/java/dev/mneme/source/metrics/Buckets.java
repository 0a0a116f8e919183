// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The histograms: fixed bounds, so that those of several processes can be added up. */
final class Buckets {
  private static final Duration[] REQUEST = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30)
  };

  private static final Duration[] AGE = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(2),
    Duration.ofHours(6),
    Duration.ofHours(24)
  };

  private Buckets() {}

  /** How long requests take. */
  static Timer request(MeterRegistry registry, Tags tags) {
    return Timer.builder("mneme.source.requests")
        .description("Requests to the function, by the class of the answer's status")
        .tags(tags)
        .serviceLevelObjectives(REQUEST)
        .register(registry);
  }

  /** How long after its publication an event had its outcome. */
  static Timer age(MeterRegistry registry, Tags tags) {
    return Timer.builder("mneme.source.publish.to.outcome")
        .description("From the storing of an event in its stream to its outcome")
        .tags(tags)
        .serviceLevelObjectives(AGE)
        .register(registry);
  }
}
