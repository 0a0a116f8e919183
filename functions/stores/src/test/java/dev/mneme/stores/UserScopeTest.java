// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserScopeTest {
  private static final String POSITIONS = "SELECT position FROM mneme.user_progress";

  private static Postgres persist;
  private static UserScope scope;

  private final String tenant = UUID.randomUUID().toString();
  private final UserKey ines = new UserKey(tenant, "ines");
  private final UserKey kenji = new UserKey(tenant, "kenji");

  @BeforeAll
  static void connect() {
    Map<String, String> environment = TestStores.shared().environment("persist");
    // One connection, so that each transaction follows another on the same one.
    environment.put("MNEME_POSTGRES_POOL", "1");
    persist = Postgres.of(Settings.from(environment));
    scope = new UserScope(persist);
  }

  @AfterAll
  static void close() {
    persist.close();
  }

  @Test
  void userSeesOwnRowsOnlyEvenWithoutAWhereClause() {
    // Given
    scope.call(ines, c -> insert(c, ines, 3));
    scope.call(kenji, c -> insert(c, kenji, 5));

    // Then
    assertThat(scope.call(ines, UserScopeTest::positions)).isEqualTo("3");
    assertThat(scope.call(kenji, UserScopeTest::positions)).isEqualTo("5");
    assertThat(scope.call(new UserKey(tenant + "x", "ines"), UserScopeTest::positions)).isEmpty();
  }

  @Test
  void withoutAUserNoRowIsVisible() {
    // Given
    scope.call(ines, c -> insert(c, ines, 3));

    // Then
    assertThat(persist.<String>inTransaction(UserScopeTest::positions)).isEmpty();
  }

  @Test
  void nobodyWritesARowOfAnother() {
    // Then
    assertThatThrownBy(() -> scope.call(ines, c -> insert(c, kenji, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("row-level security");
    assertThat(scope.call(kenji, UserScopeTest::positions)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x', true), set_config('mneme.user', 'kenji', true) --",
        "'; SET mneme.user = 'kenji'; --",
        "kenji\" OR true --",
        "%",
        "ken_i",
        "KENJI",
        "kenji "
      })
  void userIdIsNeverReadAsSql(String forged) {
    // Given
    scope.call(kenji, c -> insert(c, kenji, 5));

    // Then
    assertThat(scope.call(new UserKey(tenant, forged), UserScopeTest::positions)).isEmpty();
  }

  @Test
  void noUserOfManyReachesAnothersRowsUnderRandomIds() {
    // Given
    List<UserKey> users = List.copyOf(new StrangeIds(4).users(12));
    for (int i = 0; i < users.size(); i++) {
      UserKey user = users.get(i);
      long position = i;
      scope.call(user, c -> insert(c, user, position));
    }

    // Then
    for (int i = 0; i < users.size(); i++) {
      assertThat(scope.call(users.get(i), UserScopeTest::positions))
          .as(users.get(i).toString())
          .isEqualTo(Integer.toString(i));
    }

    // When
    List<UserKey> thieves = users.subList(0, users.size() / 2);
    for (UserKey thief : thieves) {
      scope.call(
          thief, c -> execute(c, "UPDATE mneme.user_progress SET position = position + 1000"));
    }

    // Then
    for (int i = 0; i < users.size(); i++) {
      assertThat(scope.call(users.get(i), UserScopeTest::positions))
          .as(users.get(i).toString())
          .isEqualTo(Integer.toString(i < thieves.size() ? i + 1000 : i));
    }
  }

  @Test
  void ownersWhoShareARoundTripSeeTheirOwnRowsAlone() {
    // Given
    scope.call(ines, c -> insert(c, ines, 3));
    scope.call(kenji, c -> insert(c, kenji, 5));
    UserKey nobody = new UserKey(tenant, "nobody");

    // When
    List<List<String>> seen =
        scope.inTurns(
            turns -> {
              try (RoundTrip trip = turns.together(3, POSITIONS)) {
                trip.actFor(kenji).actFor(nobody).actFor(ines).send();
                return List.of(
                    texts(trip.answersFor(kenji).rows()),
                    texts(trip.answersFor(nobody).rows()),
                    texts(trip.answersFor(ines).rows()));
              }
            });

    // Then
    assertThat(seen).containsExactly(List.of("5"), List.of(), List.of("3"));
  }

  @Test
  void whatARoundTripGivesIsNeverTakenForAnothersRows() {
    // Given
    scope.call(kenji, c -> insert(c, kenji, 5));

    // Then
    assertThatThrownBy(() -> answers(List.of(kenji, ines), List.of(ines)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("what was read is not of " + ines.partitionKey());
    assertThatThrownBy(() -> answers(List.of(kenji, ines), List.of(kenji, ines)))
        .as("rows of kenji that nobody read")
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("what was read is not of " + ines.partitionKey());
  }

  @Test
  void settingLeftOnTheConnectionShowsTheNextUserNothing() {
    // Given
    scope.call(kenji, c -> insert(c, kenji, 5));

    // When
    scope.call(ines, c -> execute(c, "SELECT set_config('mneme.user', 'kenji', false)"));

    // Then
    assertThat(scope.call(ines, UserScopeTest::positions)).isEmpty();
  }

  @Test
  void ownerGoesWithTheTransaction() {
    // Given
    scope.call(ines, c -> insert(c, ines, 3));

    // Then
    assertThat(
            persist.<String>inTransaction(
                c -> text(c, "SELECT coalesce(current_setting('mneme.user', true), '')")))
        .isEmpty();
  }

  @Test
  void readingAtOnceShowsOwnRowsOnlyAndLeavesNobodyOnTheConnection() {
    // Given
    scope.call(ines, c -> insert(c, ines, 3));
    scope.call(kenji, c -> insert(c, kenji, 5));

    // Then
    assertThat(read(ines)).containsExactly(3L);
    assertThat(read(kenji)).containsExactly(5L);
    assertThat(persist.<String>inTransaction(UserScopeTest::positions)).isEmpty();
  }

  @Test
  void readingAtOnceTakesSeveralStatementsWithTheirValues() {
    // When
    String both =
        scope.read(
            ines,
            "SELECT ?::text; SELECT ?::bigint",
            trip -> {
              trip.text("'; SELECT 1; --").number(7).send();
              return first(trip.rows()) + " " + first(trip.rows());
            });

    // Then
    assertThat(both).isEqualTo("'; SELECT 1; -- 7");
  }

  @Test
  void aReadThatIsRefusedSpoilsNoConnection() {
    // Then
    assertThatThrownBy(
            () -> scope.read(ines, "SELECT position FROM mneme.nowhere", trip -> trip.send()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(read(ines)).isEmpty();
  }

  @Test
  void whatThrowsLeavesNothing() {
    // When
    assertThatThrownBy(
            () ->
                scope.call(
                    ines,
                    c -> {
                      insert(c, ines, 3);
                      throw new IllegalArgumentException("stop");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    // Then
    assertThat(scope.call(ines, UserScopeTest::positions)).isEmpty();
  }

  @Test
  void lostDatabaseIsAPassingTrouble() {
    // Given
    Map<String, String> environment = new HashMap<>(TestStores.shared().environment("persist"));
    environment.put("MNEME_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/none");
    environment.put("MNEME_POSTGRES_WAIT", "PT0.25S");

    // Then
    try (Postgres away = Postgres.of(Settings.from(environment))) {
      assertThatThrownBy(() -> new UserScope(away).call(ines, UserScopeTest::positions))
          .isInstanceOf(TryLaterException.class)
          .hasMessage("Postgres cannot be used at the moment");
    }
  }

  @Test
  void killedConnectionIsAPassingTroubleAndTheNextOneWorks() {
    // When
    assertThatThrownBy(
            () ->
                scope.call(ines, c -> execute(c, "SELECT pg_terminate_backend(pg_backend_pid())")))
        .isInstanceOf(TryLaterException.class);

    // Then
    assertThat(scope.call(ines, UserScopeTest::positions)).isEmpty();
  }

  private static List<Long> read(UserKey owner) {
    return scope.read(
        owner,
        POSITIONS,
        trip -> {
          ResultSet rows = trip.send().rows();
          List<Long> positions = new ArrayList<>();
          while (rows.next()) {
            positions.add(rows.getLong(1));
          }
          return positions;
        });
  }

  private static String first(ResultSet rows) throws SQLException {
    return rows.next() ? rows.getString(1) : "";
  }

  private static boolean answers(List<UserKey> asked, List<UserKey> read) {
    return scope.inTurns(
        turns -> {
          try (RoundTrip trip = turns.together(asked.size(), POSITIONS)) {
            for (UserKey owner : asked) {
              trip.actFor(owner);
            }
            trip.send();
            for (UserKey owner : read) {
              trip.answersFor(owner);
            }
            return true;
          }
        });
  }

  private static List<String> texts(ResultSet rows) throws SQLException {
    List<String> texts = new ArrayList<>();
    while (rows.next()) {
      texts.add(rows.getString(1));
    }
    return texts;
  }

  private static int insert(Connection connection, UserKey owner, long position)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            WITH account AS (INSERT INTO mneme.account (tenant, user_id) VALUES (?, ?))
            INSERT INTO mneme.user_progress (tenant, user_id, position) VALUES (?, ?, ?)\
            """)) {
      insert.setString(1, owner.tenant());
      insert.setString(2, owner.user());
      insert.setString(3, owner.tenant());
      insert.setString(4, owner.user());
      insert.setLong(5, position);
      return insert.executeUpdate();
    }
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  private static String positions(Connection connection) throws SQLException {
    return text(
        connection,
        "SELECT coalesce(string_agg(position::text, ','), '') FROM mneme.user_progress");
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
