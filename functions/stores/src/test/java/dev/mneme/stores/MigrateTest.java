// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrateTest {
  private final TestStores stores = TestStores.shared();

  @Test
  void secondRunChangesNothing() {
    // Then
    assertThat(Migrate.of(Settings.from(stores.migration())).run()).isZero();
  }

  @Test
  void manyAtOnceMakeOneSchemaInAnEmptyDatabase() throws Exception {
    // Given
    String url = emptyDatabase("empty");
    Map<String, String> environment = stores.migration();
    environment.put("MNEME_POSTGRES_URL", url);
    Callable<Integer> run = () -> Migrate.of(Settings.from(environment)).run();

    // When
    List<Integer> applied = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
      for (Future<Integer> one : callers.invokeAll(Collections.nCopies(6, run))) {
        applied.add(one.get());
      }
    }

    // Then
    assertThat(applied).hasSize(6).filteredOn(count -> count == 0).hasSize(5);
  }

  @Test
  void noTableWithAUsersRowsIsOpen() throws SQLException {
    // Then
    assertThat(
            rows(
                "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                    + " WHERE c.relnamespace = 'mneme'::regnamespace AND c.relkind IN ('r', 'p')"
                    + " AND a.attname = 'user_id'"
                    + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"))
        .isEmpty();
    assertThat(rows("SELECT tablename FROM pg_policies WHERE schemaname = 'mneme'"))
        .contains(
            "memory",
            "transcript",
            "user_progress",
            "model",
            "account",
            "person",
            "mention",
            "ask_tokens",
            "capsule",
            "consent");
  }

  @Test
  void noRoleOfAFunctionIsAboveTheRules() throws SQLException {
    // Then
    assertThat(
            rows(
                "SELECT rolname FROM pg_roles WHERE rolname LIKE 'mneme\\_%' AND NOT"
                    + " (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolinherit)"
                    + " ORDER BY 1"))
        .containsExactly(
            "mneme_audit", "mneme_persist", "mneme_recall", "mneme_repair", "mneme_train");
  }

  @ParameterizedTest
  @CsvSource({
    "persist, memory, text, SELECT INSERT",
    "persist, memory, salt, SELECT INSERT",
    "persist, transcript, words, SELECT INSERT",
    "persist, user_progress, position, SELECT INSERT UPDATE",
    "persist, model, artifact, ''",
    "train, memory, embedding, SELECT",
    "train, memory, text, ''",
    "train, memory, salt, ''",
    "train, transcript, words, ''",
    "train, user_progress, position, ''",
    "train, model, artifact, SELECT INSERT",
    "recall, memory, text, SELECT",
    "recall, memory, salt, ''",
    "recall, memory, commitment, ''",
    "recall, transcript, words, ''",
    "recall, user_progress, position, SELECT",
    "recall, user_progress, labelled, ''",
    "recall, model, artifact, ''",
    "recall, ask_tokens, used, SELECT INSERT UPDATE",
    "recall, capsule, opens_at, SELECT INSERT",
    "persist, ask_tokens, used, ''",
    "persist, capsule, opens_at, ''",
    "audit, consent, granted, SELECT INSERT",
    "persist, consent, granted, SELECT",
    "persist, consent, event_id, ''",
    "train, consent, granted, SELECT",
    "recall, consent, granted, SELECT",
    "recall, consent, decided_at, ''",
    "repair, consent, granted, ''",
    "audit, memory, text, ''",
    "audit, memory, salt, ''",
    "audit, model, artifact, ''",
    "persist, account, since, SELECT INSERT",
    "persist, mention, name, SELECT INSERT",
    "persist, category, contents, SELECT",
    "recall, mention, name, SELECT",
    "recall, memory, persisted_at, SELECT",
    "recall, account, since, ''",
    "train, person, name, ''",
    "repair, memory, text, ''",
    "repair, memory, commitment, SELECT",
    "repair, transcript, words, ''",
    "repair, mention, name, ''",
    "repair, user_progress, position, SELECT UPDATE",
    "repair, user_progress, labelled, SELECT"
  })
  void functionMayDoWhatItsWorkNeeds(String function, String table, String column, String allowed)
      throws SQLException {
    // When
    List<String> found =
        rows(
            ("SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) p WHERE"
                    + " has_column_privilege('mneme_%s', 'mneme.%s', '%s', p)")
                .formatted(function, table, column));

    // Then
    assertThat(String.join(" ", found)).isEqualTo(allowed);
  }

  @Test
  void onlyForgettingRemovesAnything() throws SQLException {
    // Then
    assertThat(
            rows(
                """
                SELECT grantee || ' ' || table_name FROM information_schema.role_table_grants
                WHERE table_schema = 'mneme' AND grantee LIKE 'mneme\\_%'
                  AND privilege_type IN ('DELETE', 'TRUNCATE')\
                """))
        .containsExactlyInAnyOrder(
            "mneme_persist memory",
            "mneme_persist person",
            "mneme_persist account",
            "mneme_persist model",
            "mneme_persist ask_tokens",
            "mneme_persist capsule",
            // Of somebody who has none, which it has just made.
            "mneme_repair account");
  }

  @Test
  void everyPartOfALifeHasItsRow() throws SQLException {
    // Then
    assertThat(rows("SELECT name FROM mneme.category ORDER BY ordinal"))
        .isEqualTo(Stream.of(LifeCategory.values()).map(LifeCategory::toString).toList());
  }

  @Test
  void usersFromBeforeTheAccountsHaveOne() throws Exception {
    // Given
    String url = emptyDatabase("older");
    Flyway.configure()
        .dataSource(url, stores.postgres().user(), stores.postgres().password())
        .schemas("mneme")
        .locations("classpath:db/migration")
        .target("1")
        .load()
        .migrate();
    try (Connection older =
            DriverManager.getConnection(
                url, stores.postgres().user(), stores.postgres().password());
        Statement statement = older.createStatement()) {
      statement.execute("INSERT INTO mneme.user_progress (tenant, user_id) VALUES ('t', 'u')");

      // When
      Map<String, String> environment = stores.migration();
      environment.put("MNEME_POSTGRES_URL", url);
      Migrate.of(Settings.from(environment)).run();

      // Then
      try (ResultSet row = statement.executeQuery("SELECT tenant, user_id FROM mneme.account")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(2)).isEqualTo("u");
      }
    }
  }

  @Test
  void rolesHaveTheirOwnPasswords() throws SQLException {
    // Given
    Map<String, String> train = stores.environment("train");
    String url = stores.postgres().jdbcUrl();

    // Then
    try (Connection connection =
        DriverManager.getConnection(url, "mneme_train", train.get("MNEME_POSTGRES_PASSWORD"))) {
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                        url, "mneme_recall", train.get("MNEME_POSTGRES_PASSWORD"))
                    .close())
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void refusedOwnerIsTold() {
    // Given
    Map<String, String> environment = stores.migration();
    environment.put("MNEME_POSTGRES_OWNER_PASSWORD", "wrong");

    // Then
    assertThatThrownBy(() -> Migrate.of(Settings.from(environment)).run())
        .isNotInstanceOf(TryLaterException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void missingPasswordStopsIt() {
    // Given
    Map<String, String> environment = stores.migration();
    environment.remove("MNEME_POSTGRES_PASSWORD_AUDIT");

    // Then
    assertThatThrownBy(() -> Migrate.of(Settings.from(environment)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("settings: MNEME_POSTGRES_PASSWORD_AUDIT: expected a value, found nothing");
  }

  private String emptyDatabase(String name) throws SQLException {
    try (Connection connection = stores.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return stores.postgres().jdbcUrl().replace("/postgres", "/" + name);
  }

  private List<String> rows(String sql) throws SQLException {
    try (Connection connection = stores.superuser();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }
}
