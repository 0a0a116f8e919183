// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import dev.mneme.connection.process.Termination;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueManagement;
import io.nats.client.KeyValueOptions;
import io.nats.client.Nats;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to NATS that comes back by itself, and JetStream of the domain that was set.
 *
 * <p>While it is away, everything that is sent fails at once with an {@link IllegalStateException};
 * subscriptions go on when it is back. Thread-safe.
 */
public final class NatsConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NatsConnection.class);
  private static final long LEAST_PAUSE_MILLIS = 250;
  private static final long MOST_PAUSE_MILLIS = 1_000;

  private final Connection connection;
  private final JetStreamOptions options;
  private final ConnectionLog log;

  private NatsConnection(Connection connection, JetStreamOptions options, ConnectionLog log) {
    this.connection = connection;
    this.options = options;
    this.log = log;
  }

  /**
   * Connects, however long it takes until a server is there: what starts at the same time as its
   * server need not come up after it. Once connected, {@code termination} is told if the connection
   * can never come back, as when a server has refused the credentials twice.
   *
   * @param name as the server's monitoring shall show it
   * @return nothing if the process was asked to end before
   * @throws SettingsException if a server refuses the credentials, naming their keys; trying again
   *     would not help
   */
  public static Optional<NatsConnection> open(
      NatsSettings settings, String name, Termination termination) throws InterruptedException {
    while (true) {
      try {
        NatsConnection connected = connect(settings, name);
        connected.onLoss(() -> termination.fail("the connection to " + settings + " is closed"));
        return Optional.of(connected);
      } catch (IOException e) {
        LOG.warn("{} does not answer, will be tried again: {}", settings, e.getMessage());
      }
      long pause = ThreadLocalRandom.current().nextLong(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS);
      if (termination.await(Duration.ofMillis(pause))) {
        return Optional.empty();
      }
    }
  }

  /**
   * Connects, in one attempt for each server.
   *
   * @throws IOException if none answers
   * @throws SettingsException if one refuses the credentials, naming their keys
   */
  public static NatsConnection connect(NatsSettings settings, String name)
      throws IOException, InterruptedException {
    ConnectionLog log = new ConnectionLog();
    try {
      return new NatsConnection(
          Nats.connect(settings.options(name, log)), settings.jetStreamOptions(), log);
    } catch (AuthenticationException e) {
      throw new SettingsException(
          List.of(settings.credentials() + ": " + settings + " refuses it: " + e.getMessage()));
    }
  }

  /**
   * Connects as nobody in particular, to a server that asks for nothing.
   *
   * @param url of the server
   * @throws IOException if it does not answer
   */
  public static NatsConnection connect(String url, String name)
      throws IOException, InterruptedException {
    return connect(NatsSettings.of(Settings.from(Map.of(NatsSettings.URL, url))), name);
  }

  /** The connection itself, for what has nothing to do with JetStream. */
  public Connection connection() {
    return connection;
  }

  /** Whether a server is there at this moment; asks nobody. */
  public boolean connected() {
    return connection.getStatus() == Connection.Status.CONNECTED;
  }

  /** Whether it was closed, and does not come back. */
  public boolean closed() {
    return connection.getStatus() == Connection.Status.CLOSED;
  }

  /** For publishing and for binding to consumers. */
  public JetStream jetStream() throws IOException {
    return connection.jetStream(options);
  }

  /** For asking about streams and consumers, and for changing them. */
  public JetStreamManagement jetStreamManagement() throws IOException {
    return connection.jetStreamManagement(options);
  }

  /** A bucket that is there already. */
  public KeyValue keyValue(String bucket) throws IOException {
    return connection.keyValue(bucket, keyValueOptions());
  }

  /** For making buckets. */
  public KeyValueManagement keyValueManagement() throws IOException {
    return connection.keyValueManagement(keyValueOptions());
  }

  private KeyValueOptions keyValueOptions() {
    return KeyValueOptions.builder().jetStreamOptions(options).build();
  }

  private void onLoss(Runnable action) {
    log.onLoss(action);
    if (closed()) {
      action.run();
    }
  }

  @Override
  public void close() throws InterruptedException {
    log.onLoss(() -> {});
    connection.close();
  }
}
