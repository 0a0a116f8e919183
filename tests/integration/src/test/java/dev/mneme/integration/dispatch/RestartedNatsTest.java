// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A nats-server with file storage that goes away in mid-run and comes back. */
@ExtendWith(Servers.Provider.class)
@Execution(ExecutionMode.CONCURRENT)
class RestartedNatsTest {
  private static final int EVENTS = 10_000;
  private static final int USERS = 100;

  @Test
  void restartsOfTheServer(Servers servers, @TempDir Path directory) throws Exception {
    long seed = System.nanoTime();
    try (NatsServer nats = NatsServer.start(new Home(directory));
        Stage stage = new Stage(servers, nats, "restartednats", Shape.BATCHES, seed)) {
      // Given
      Random random = new Random(seed);
      stage.function(Duration.ofMillis(20));
      stage.source("source");
      stage.feed().publish(USERS, EVENTS);

      // When
      stage.awaitProgress(random.nextLong(1, EVENTS / 2));
      nats.kill();
      nats.start();
      stage.assertInMidRun();
      stage.awaitProgress(random.nextLong(EVENTS / 2, EVENTS));
      nats.close();
      nats.start();

      // Then
      stage.assertAllOnceAndInOrder(2L * stage.shape().window());
    }
  }
}
