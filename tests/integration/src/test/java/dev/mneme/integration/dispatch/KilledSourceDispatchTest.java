// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** kill -9 of the source, again and again. */
@ExtendWith(Servers.Provider.class)
@Execution(ExecutionMode.CONCURRENT)
class KilledSourceDispatchTest {
  private static final int EVENTS = Integer.getInteger("mneme.faults.events", 100_000);
  private static final int USERS = 500;
  private static final int KILLS = 20;

  @Test
  void twentyKillsAtRandomDuringAHundredThousandEvents(Servers servers) throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), "killed", Shape.BATCHES, seed)) {
      // Given
      long[] moments = new Random(seed).longs(KILLS, 1, EVENTS).sorted().toArray();
      stage.function(Duration.ZERO);
      Program source = stage.source("source");
      CompletableFuture<Void> published =
          CompletableFuture.runAsync(() -> stage.feed().publish(USERS, EVENTS));

      // When
      for (long moment : moments) {
        stage.awaitProgress(moment);
        source.kill();
        source.startAgain();
      }

      // Then
      published.join();
      stage.assertAllOnceAndInOrder((long) KILLS * Shape.BATCHES.unsettled());
    }
  }
}
