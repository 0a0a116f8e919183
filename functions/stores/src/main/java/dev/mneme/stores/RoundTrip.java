// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static java.util.Collections.nCopies;

import dev.mneme.contract.UserKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The same statements for each of some owners, those of an owner after the one that acts for it,
 * that go to the server together: with many owners in a transaction, waiting for answers costs more
 * than the statements. Each sees what those before it did. Values are bound in the order of the
 * question marks, owner by owner, each after {@link #actFor}; once sent, rows are read in the same
 * order, each owner's after {@link #answersFor}.
 */
public final class RoundTrip implements AutoCloseable {
  // Local to the transaction: the connection goes back to the pool without an owner.
  private static final String ACT_FOR =
      "SELECT set_config('mneme.tenant', ?, true), set_config('mneme.user', ?, true)";

  /** As Postgres reads every year that an {@link Instant} of CloudEvents can have. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NEVER)
          .appendPattern("-MM-dd HH:mm:ss.SSSSSSX G")
          .toFormatter(Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Connection connection;
  private final PreparedStatement statement;
  private int bound;
  private boolean answering;

  RoundTrip(Connection connection, int owners, String statements) throws SQLException {
    this.connection = connection;
    String one = statements.isEmpty() ? ACT_FOR : ACT_FOR + "; " + statements;
    this.statement = connection.prepareStatement(String.join("; ", nCopies(owners, one)));
  }

  /** What is bound next is for the statements of this owner. */
  public RoundTrip actFor(UserKey owner) throws SQLException {
    return text(owner.tenant()).text(owner.user());
  }

  /** Binds a text. */
  public RoundTrip text(@Nullable String value) throws SQLException {
    statement.setString(++bound, value);
    return this;
  }

  /** Binds a whole number. */
  public RoundTrip number(long value) throws SQLException {
    statement.setLong(++bound, value);
    return this;
  }

  /**
   * Binds an array.
   *
   * @param type of its elements, as SQL names it
   * @param values as pgjdbc maps the type; each may be null
   */
  public RoundTrip array(String type, Collection<?> values) throws SQLException {
    statement.setArray(++bound, connection.createArrayOf(type, values.toArray()));
    return this;
  }

  /** Binds an array of {@code bytea}. */
  public RoundTrip bytes(Collection<byte[]> values) throws SQLException {
    statement.setArray(++bound, connection.createArrayOf("bytea", values.toArray(byte[][]::new)));
    return this;
  }

  /** Binds a {@code timestamptz}, to the microsecond. */
  public RoundTrip time(Instant value) throws SQLException {
    statement.setObject(++bound, value.atOffset(ZoneOffset.UTC));
    return this;
  }

  /** Binds an array of {@code timestamptz}, to the microsecond. */
  public RoundTrip times(Collection<Instant> values) throws SQLException {
    return array("timestamptz", values.stream().map(TIME::format).toList());
  }

  /** Sends all statements and waits for what they give. */
  public RoundTrip send() throws SQLException {
    statement.execute();
    return this;
  }

  /**
   * What is read next is for this owner.
   *
   * @throws IllegalStateException if it is another's turn
   */
  public RoundTrip answersFor(UserKey owner) throws SQLException {
    ResultSet acting = answering ? rows() : statement.getResultSet();
    answering = true;
    if (!acting.next()
        || !owner.tenant().equals(acting.getString(1))
        || !owner.user().equals(acting.getString(2))) {
      throw new IllegalStateException("what was read is not of " + owner.partitionKey());
    }
    return this;
  }

  /**
   * The rows of the next statement that gives rows; those given before are closed.
   *
   * @throws IllegalStateException if none is left
   */
  public ResultSet rows() throws SQLException {
    while (!statement.getMoreResults()) {
      if (statement.getUpdateCount() < 0) {
        throw new IllegalStateException("no statement is left that gives rows");
      }
    }
    return statement.getResultSet();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
