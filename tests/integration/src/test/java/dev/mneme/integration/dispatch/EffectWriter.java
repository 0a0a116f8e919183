// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import io.cloudevents.CloudEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes what the function does: one row for each time it was asked, and one for each event,
 * whatever the number of times. Thread-safe.
 */
final class EffectWriter {
  private static final int CONNECTIONS = 8;
  private static final String WRITE =
      """
      WITH asked AS (
        SELECT * FROM unnest(?::text[]) WITH ORDINALITY AS t (event, place)),
      attempts AS (
        INSERT INTO attempt (event, overlapping) SELECT event, ? FROM asked ORDER BY place)
      INSERT INTO effect (event) SELECT event FROM asked ORDER BY place ON CONFLICT DO NOTHING
      """;

  private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
  private final Map<String, Boolean> usersInHand = new ConcurrentHashMap<>();

  EffectWriter(String url, String user, String password) throws SQLException {
    for (int i = 0; i < CONNECTIONS; i++) {
      idle.add(DriverManager.getConnection(url, user, password));
    }
  }

  /** Writes the events of one request; they are in the database when this returns. */
  void write(List<CloudEvent> events) throws SQLException {
    List<String> users = events.stream().map(e -> Feed.user(e.getId())).distinct().toList();
    List<String> taken = new ArrayList<>();
    for (String user : users) {
      if (usersInHand.putIfAbsent(user, true) == null) {
        taken.add(user);
      }
    }
    try {
      insert(events, taken.size() < users.size());
    } finally {
      usersInHand.keySet().removeAll(Set.copyOf(taken));
    }
  }

  private void insert(List<CloudEvent> events, boolean overlapping) throws SQLException {
    Connection connection = take();
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      Array ids =
          connection.createArrayOf("text", events.stream().map(CloudEvent::getId).toArray());
      statement.setArray(1, ids);
      statement.setBoolean(2, overlapping);
      statement.executeUpdate();
    } finally {
      idle.add(connection);
    }
  }

  private Connection take() {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
