// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A function that dies, or stands still, with requests open. */
@ExtendWith(Servers.Provider.class)
@Execution(ExecutionMode.CONCURRENT)
class KilledFunctionTest {
  private static final int EVENTS = 5_000;
  private static final int USERS = 50;
  private static final int KILLS = 3;

  @Test
  void killsOfTheFunction(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "killedfunction", Shape.SINGLE, seed)) {
      // Given
      long[] moments = new Random(seed).longs(KILLS, 1, EVENTS).sorted().toArray();
      Program function = stage.function(Duration.ofMillis(2));
      stage.source("source");
      stage.feed().publish(USERS, EVENTS);

      // When
      for (long moment : moments) {
        stage.awaitProgress(moment);
        function.kill();
        function.startAgain();
      }

      // Then
      stage.assertAllOnceAndInOrder((long) KILLS * Shape.SINGLE.inFlight());
    }
  }

  @Test
  void pauseOfTheFunctionBeyondTheAckWait(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "pausedfunction", Shape.BATCHES, seed)) {
      // Given
      Program function = stage.function(Duration.ofMillis(40));
      stage.source("source");
      stage.feed().publish(USERS, EVENTS);
      stage.awaitProgress(new Random(seed).nextLong(1, EVENTS / 2));

      // When
      function.pause();
      stage.assertInMidRun();
      stage.awaitTime(Manifests.ACK_WAIT.multipliedBy(2));
      function.resume();

      // Then
      stage.assertAllOnceAndInOrder(0);
    }
  }
}
