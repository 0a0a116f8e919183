// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** No network for half a minute: connections end, or stay open and nothing arrives. */
@ExtendWith(Servers.Provider.class)
@Execution(ExecutionMode.CONCURRENT)
class CutNetworkTest {
  private static final Duration OUTAGE = Duration.ofSeconds(30);
  private static final Duration WORK = Duration.ofMillis(50);
  private static final int EVENTS = 3_000;
  private static final int USERS = 50;

  @Test
  void cutFromTheServer(Servers servers) throws Exception {
    betweenSourceAndServer(servers, "cutfromserver", Link::cut);
  }

  @Test
  void silenceFromTheServer(Servers servers) throws Exception {
    betweenSourceAndServer(servers, "silentserver", Link::swallow);
  }

  @Test
  void cutFromTheFunction(Servers servers) throws Exception {
    betweenSourceAndFunction(servers, "cutfromfunction", Link::cut);
  }

  @Test
  void silenceFromTheFunction(Servers servers) throws Exception {
    betweenSourceAndFunction(servers, "silentfunction", Link::swallow);
  }

  private interface Fault {
    void on(Link link) throws IOException;
  }

  private static void betweenSourceAndServer(Servers servers, String name, Fault fault)
      throws Exception {
    long seed = System.nanoTime();
    try (Link link = new Link(servers.nats().port());
        Stage stage = new Stage(servers, servers.nats(), name, Shape.BATCHES, seed)) {
      // Given
      stage.function(WORK);
      stage.source("source", link.port(), stage.functionPort());

      // Then: nothing can be settled meanwhile, and all that is held may be asked about again
      survives(stage, link, fault, seed, stage.shape().window());
    }
  }

  private static void betweenSourceAndFunction(Servers servers, String name, Fault fault)
      throws Exception {
    long seed = System.nanoTime();
    try (Stage stage = new Stage(servers, servers.nats(), name, Shape.BATCHES, seed);
        Link link = new Link(stage.functionPort())) {
      // Given
      stage.function(WORK);
      stage.source("source", servers.nats().port(), link.port());

      // Then
      survives(stage, link, fault, seed, stage.shape().inFlight());
    }
  }

  private static void survives(Stage stage, Link link, Fault fault, long seed, long repeated)
      throws Exception {
    // Given
    stage.feed().publish(USERS, EVENTS);
    stage.awaitProgress(new Random(seed).nextLong(1, EVENTS / 2));

    // When
    fault.on(link);
    stage.assertInMidRun();
    stage.awaitTime(OUTAGE);
    link.repair();

    // Then
    stage.assertAllOnceAndInOrder(repeated);
  }
}
