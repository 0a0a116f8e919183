// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.connection.NatsConnection;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import io.nats.client.api.KeyValueConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One owner a consumer, whatever happens to the replicas. */
class OwnershipTest {
  private static final Duration EXPIRY = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final List<String> FOUR = List.of("c0", "c1", "c2", "c3");

  private static NatsServer server;

  private final Map<String, String> workers = new ConcurrentHashMap<>();
  private final List<String> overlaps = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();

  /** A replica that notes what it works on, and any overlap with another. */
  private final class Replica {
    private final String name;
    private final NatsConnection connection;
    private final Board board;
    private final Ownership ownership;
    private volatile CountDownLatch mayEnd = new CountDownLatch(0);

    Replica(String name, List<String> consumers) throws Exception {
      this.name = name;
      connection = NatsConnection.connect(server.url(), name);
      board = new Board(connection);
      ownership = new Ownership(board, name, "route", consumers, EXPIRY, this::begin);
      ownership.start();
      replicas.add(this);
    }

    private Work begin(String consumer, Term term) {
      String other = workers.put(consumer, name);
      if (other != null) {
        overlaps.add(consumer + ": " + other + " and " + name);
      }
      return new Work() {
        @Override
        public boolean end(Duration grace) throws InterruptedException {
          mayEnd.await();
          workers.remove(consumer, name);
          return true;
        }

        @Override
        public void abandon() {
          workers.remove(consumer, name);
        }
      };
    }

    /** As by kill -9: nothing is freed, and nothing is heard of it any more. */
    void die() throws Exception {
      connection.close();
      workers.values().removeIf(name::equals);
    }
  }

  @BeforeAll
  static void startServer(@TempDir Path directory) throws Exception {
    server = NatsServer.start(new Home(directory));
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void createBucket() throws Exception {
    try (NatsConnection connection = NatsConnection.connect(server.url(), "test")) {
      connection
          .keyValueManagement()
          .create(KeyValueConfiguration.builder().name(Board.BUCKET).build());
    }
  }

  @AfterEach
  void closeAll() throws Exception {
    for (Replica replica : replicas) {
      replica.ownership.close(GRACE);
      replica.connection.close();
    }
    try (NatsConnection connection = NatsConnection.connect(server.url(), "test")) {
      connection.keyValueManagement().delete(Board.BUCKET);
    }
    assertThat(overlaps).as("owned by two at once").isEmpty();
  }

  @Test
  void aSecondReplicaStandsByWhileThereIsOneConsumer() throws Exception {
    // Given
    Replica first = new Replica("a", List.of("c0"));
    await().until(() -> first.ownership.owned() == 1);

    // When
    Replica second = new Replica("b", List.of("c0"));
    await().until(() -> second.board.under("member.").size() == 2);

    // Then
    await().during(EXPIRY).until(() -> first.ownership.owned() == 1);
    assertThat(second.ownership.owned()).isZero();
  }

  @Test
  void shardsAreHandedOnWhenAReplicaJoins() throws Exception {
    // Given
    Replica first = new Replica("a", FOUR);
    await().until(() -> first.ownership.owned() == 4);

    // When
    Replica second = new Replica("b", FOUR);

    // Then
    await().until(() -> first.ownership.owned() == 2 && second.ownership.owned() == 2);
    assertThat(workers.values()).containsExactlyInAnyOrder("a", "a", "b", "b");
  }

  @Test
  void aShardIsHandedOnOnlyAfterItsOpenWorkHasEnded() throws Exception {
    // Given
    Replica first = new Replica("a", List.of("c0", "c1"));
    await().until(() -> first.ownership.owned() == 2);
    first.mayEnd = new CountDownLatch(1);

    // When
    Replica second = new Replica("b", List.of("c0", "c1"));
    await().during(EXPIRY.plus(EXPIRY)).until(() -> second.ownership.owned() == 0);
    first.mayEnd.countDown();

    // Then
    await().until(() -> second.ownership.owned() == 1);
  }

  @Test
  void shardsOfADeadReplicaAreTakenOver() throws Exception {
    // Given
    Replica first = new Replica("a", FOUR);
    Replica second = new Replica("b", FOUR);
    await().until(() -> first.ownership.owned() == 2 && second.ownership.owned() == 2);

    // When
    first.die();

    // Then
    await().until(() -> second.ownership.owned() == 4);
    await().until(() -> second.board.under("member.").size() == 1);
  }

  @Test
  void shardsAreFreedAtShutdown() throws Exception {
    // Given
    Replica first = new Replica("a", FOUR);
    await().until(() -> first.ownership.owned() == 4);
    Replica second = new Replica("b", FOUR);
    await().until(() -> second.ownership.owned() == 2);

    // When
    assertThat(first.ownership.close(GRACE)).isTrue();

    // Then
    replicas.remove(first);
    assertThat(first.ownership.owned()).isZero();
    await().until(() -> second.ownership.owned() == 4);
  }

  @Test
  void aReplicaThatStartsAgainInItsPlaceGoesOn() throws Exception {
    // Given
    Replica before = new Replica("a", FOUR);
    await().until(() -> before.ownership.owned() == 4);
    before.die();

    // When
    Replica after = new Replica("a", FOUR);

    // Then
    await().until(() -> after.ownership.owned() == 4);
  }
}
