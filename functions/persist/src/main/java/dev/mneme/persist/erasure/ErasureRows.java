// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One owner's rows that go, and the one that stays; row security decides whose. */
final class ErasureRows {
  // As persist does, so that neither sees half of what the other does.
  private static final String LOCK = "SELECT FROM mneme.user_progress FOR UPDATE";
  private static final String READ =
      "SELECT memories, complete FROM mneme.erasure WHERE event_source = ? AND event_id = ?";
  private static final String COMPLETE =
      "UPDATE mneme.erasure SET complete = true WHERE event_source = ? AND event_id = ?";
  private static final String REMEMBER =
      """
      INSERT INTO mneme.erasure
        (tenant, user_id, event_source, event_id, memory_id, until, memories)
      VALUES (?, ?, ?, ?, ?, ?, ?)\
      """;
  private static final String ONE =
      """
      WITH seal AS (DELETE FROM mneme.capsule WHERE memory_id = ?)
      DELETE FROM mneme.memory WHERE id = ?\
      """;
  private static final String ALL = "DELETE FROM mneme.memory";
  // A name goes with the last memory that has it; what follows from the account goes with it.
  private static final String NAMELESS =
      """
      DELETE FROM mneme.person p WHERE NOT EXISTS (
        SELECT FROM mneme.mention m WHERE m.name = p.name)\
      """;
  private static final List<String> EVERYTHING =
      List.of(
          "DELETE FROM mneme.capsule",
          "DELETE FROM mneme.ask_tokens",
          "DELETE FROM mneme.model",
          "DELETE FROM mneme.account");

  private ErasureRows() {}

  /**
   * How far an erasure has come.
   *
   * @param memories how many there were, the same however often it is repeated
   * @param complete whether the other stores have forgotten them, too
   */
  record Progress(long memories, boolean complete) {}

  /** Deletes, and remembers that it did; once for each event. */
  static Progress erase(Connection connection, Erasure erasure) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.execute();
    }
    Optional<Progress> before = read(connection, erasure);
    if (before.isPresent()) {
      return before.get();
    }
    long memories = delete(connection, erasure.memory());
    remember(connection, erasure, memories);
    return new Progress(memories, false);
  }

  /** From now on the erasure does nothing more: what comes later is not of it. */
  static boolean complete(Connection connection, Erasure erasure) throws SQLException {
    try (PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
      name(complete, erasure);
      return complete.executeUpdate() == 1;
    }
  }

  private static Optional<Progress> read(Connection connection, Erasure erasure)
      throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      name(read, erasure);
      try (ResultSet row = read.executeQuery()) {
        return row.next()
            ? Optional.of(new Progress(row.getLong(1), row.getBoolean(2)))
            : Optional.empty();
      }
    }
  }

  private static void name(PreparedStatement statement, Erasure erasure) throws SQLException {
    statement.setString(1, erasure.event().getSource().toString());
    statement.setString(2, erasure.event().getId());
  }

  private static long delete(Connection connection, @Nullable String memory) throws SQLException {
    long memories;
    try (PreparedStatement delete = connection.prepareStatement(memory == null ? ALL : ONE)) {
      if (memory != null) {
        delete.setString(1, memory);
        delete.setString(2, memory);
      }
      memories = delete.executeUpdate();
    }
    for (String also : memory == null ? EVERYTHING : List.of(NAMELESS)) {
      try (PreparedStatement delete = connection.prepareStatement(also)) {
        delete.executeUpdate();
      }
    }
    return memories;
  }

  private static void remember(Connection connection, Erasure erasure, long memories)
      throws SQLException {
    try (PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
      remember.setString(1, erasure.owner().tenant());
      remember.setString(2, erasure.owner().user());
      remember.setString(3, erasure.event().getSource().toString());
      remember.setString(4, erasure.event().getId());
      remember.setString(5, erasure.memory());
      remember.setObject(6, erasure.at().atOffset(ZoneOffset.UTC));
      remember.setLong(7, memories);
      remember.executeUpdate();
    }
  }
}
