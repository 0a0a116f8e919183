// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two sources that share the shards of one route. */
@ExtendWith(Servers.Provider.class)
@Execution(ExecutionMode.CONCURRENT)
class ReplicasTest {
  private static final Shape SHARED = Shape.BATCHES.withConsumers(4);
  private static final int EVENTS = 10_000;
  private static final int USERS = 100;

  /** Longer than any owner may be silent. */
  private static final Duration SILENCE = Duration.ofSeconds(8);

  @Test
  void killOfOneOfTwo(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "killedreplica", SHARED, seed)) {
      // Given
      stage.function(Duration.ofMillis(20));
      Program one = stage.source("one");
      stage.source("two");
      stage.feed().publish(USERS, EVENTS);

      // When
      stage.awaitProgress(new Random(seed).nextLong(1, EVENTS / 2));
      one.kill();

      // Then
      stage.assertAllOnceAndInOrder(SHARED.inFlight());
    }
  }

  @Test
  void aSecondOneJoins(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "joined", SHARED, seed)) {
      // Given
      stage.function(Duration.ofMillis(20));
      stage.source("one");
      stage.feed().publish(USERS, EVENTS);
      stage.awaitProgress(1);

      // When
      Program two = stage.source("two");

      // Then
      stage.assertAllOnceAndInOrder(0);
      assertThat(stage.effects().overlapping()).as("two requests about one user").isZero();
      assertThat(two.log()).as("log of the second").contains("taken");
    }
  }

  @Test
  void oneOfTwoShutsDown(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "shutdown", SHARED, seed)) {
      // Given
      stage.function(Duration.ofMillis(20));
      Program one = stage.source("one");
      stage.source("two");
      stage.feed().publish(USERS, EVENTS);

      // When
      stage.awaitProgress(new Random(seed).nextLong(1, EVENTS / 2));
      one.stop();

      // Then
      stage.assertAllOnceAndInOrder(0);
      assertThat(stage.effects().overlapping()).as("two requests about one user").isZero();
    }
  }

  @Test
  void oneOfTwoStandsStillLongerThanItOwns(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "pausedreplica", SHARED, seed)) {
      // Given
      stage.function(Duration.ofMillis(20));
      Program one = stage.source("one");
      stage.source("two");
      stage.feed().publish(USERS, EVENTS);

      // When
      stage.awaitProgress(new Random(seed).nextLong(1, EVENTS / 2));
      one.pause();
      stage.awaitTime(SILENCE);
      one.resume();

      // Then
      stage.assertAllOnceAndInOrder(SHARED.inFlight());
    }
  }
}
