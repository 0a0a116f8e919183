// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
  private static final Duration WORK = Duration.ofMillis(50);
  private static final int EVENTS = 10_000;
  private static final int MANY = 2_000;
  private static final int USERS = 100;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Longer than any owner may be silent. */
  private static final Duration SILENCE = Duration.ofSeconds(8);

  @Test
  void killOfOneOfTwo(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "killedreplica", SHARED, seed)) {
      // Given
      stage.function(WORK);
      Program one = stage.source("one");
      Program two = stage.source("two");
      bothOwn(one, two);
      stage.feed().publish(USERS, EVENTS);

      // When
      stage.awaitProgress(new Random(seed).nextLong(1, EVENTS / 2));
      one.kill();
      stage.assertInMidRun();

      // Then
      stage.assertAllOnceAndInOrder(SHARED.unsettled());
    }
  }

  @Test
  void aSecondOneJoins(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "joined", SHARED, seed)) {
      // Given
      stage.function(WORK);
      Program one = stage.source("one");
      stage.feed().publish(USERS, EVENTS);
      stage.awaitProgress(1);

      // When
      Program two = stage.source("two");
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                keepBusy(stage);
                return owns(two);
              });
      stage.assertInMidRun();
      stage.feed().publish(USERS, EVENTS);

      // Then
      stage.assertAllOnceAndInOrder(0);
      assertThat(stage.effects().overlapping()).as("two requests about one user").isZero();
      assertThat(one.log()).contains("hands on");
    }
  }

  @Test
  void oneOfTwoShutsDown(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "shutdown", SHARED, seed)) {
      // Given
      stage.function(WORK);
      Program one = stage.source("one");
      Program two = stage.source("two");
      bothOwn(one, two);
      stage.feed().publish(USERS, EVENTS);

      // When
      stage.awaitProgress(new Random(seed).nextLong(1, EVENTS / 2));
      one.stop();
      stage.assertInMidRun();

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
      stage.function(WORK);
      Program one = stage.source("one");
      Program two = stage.source("two");
      bothOwn(one, two);
      stage.feed().publish(USERS, EVENTS);

      // When
      stage.awaitProgress(new Random(seed).nextLong(1, EVENTS / 2));
      one.pause();
      stage.assertInMidRun();
      stage.awaitTime(SILENCE);
      one.resume();

      // Then
      stage.assertAllOnceAndInOrder(SHARED.unsettled());
    }
  }

  private static void bothOwn(Program one, Program two) {
    await().atMost(LIMIT).until(() -> owns(one) && owns(two));
  }

  private static void keepBusy(Stage stage) throws Exception {
    if (stage.streams().waiting() < MANY) {
      stage.feed().publish(USERS, MANY);
    }
  }

  private static boolean owns(Program source) throws IOException {
    return source.log().contains(" taken");
  }
}
