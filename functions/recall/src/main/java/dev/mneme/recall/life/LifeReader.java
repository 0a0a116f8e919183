// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.recall.life.Life.KnownPerson;
import dev.mneme.recall.life.Life.Plan;
import dev.mneme.stores.UserScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Reads a life out of Postgres; row security decides whose, and hides what is sealed. Every method
 * throws {@link TryLaterException} if the database is away.
 */
final class LifeReader {
  private static final String MONTHS =
      """
      SELECT coalesce(owner_category, category) AS category,
        to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
        count(*), min(occurred_at), max(occurred_at)
      FROM mneme.memory GROUP BY 1, 2 ORDER BY 2\
      """;
  private static final String PEOPLE =
      """
      SELECT mention.name, count(*), min(memory.occurred_at), max(memory.occurred_at)
      FROM mneme.mention JOIN mneme.memory ON memory.tenant = mention.tenant
        AND memory.user_id = mention.user_id AND memory.id = mention.memory_id
      GROUP BY mention.name ORDER BY 2 DESC, 4 DESC, 1 LIMIT 100\
      """;
  private static final String PLANS =
      """
      SELECT id, occurred_at, text, coalesce(owner_category, category) AS category
      FROM mneme.memory WHERE kind = 'plan' ORDER BY occurred_at DESC LIMIT 1000\
      """;
  private static final int MOST_PLANS = 50;

  /** For so long a plan that names no day may still be meant. */
  private static final int DAYS_OPEN = 60;

  private final UserScope scope;

  LifeReader(UserScope scope) {
    this.scope = scope;
  }

  /** Counts of one category in one month. */
  record MonthCount(
      LifeCategory category, String month, long memories, Instant first, Instant last) {}

  /** What one transaction read. */
  record Rows(List<MonthCount> months, List<KnownPerson> people, List<Plan> plans) {}

  /**
   * Everything the view needs, as of one moment.
   *
   * @param today plans for before are over
   */
  Rows read(UserKey owner, LocalDate today) {
    return scope.call(
        owner,
        connection ->
            new Rows(months(connection), people(connection), upcoming(plans(connection), today)));
  }

  private static List<MonthCount> months(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(MONTHS);
        ResultSet rows = query.executeQuery()) {
      List<MonthCount> months = new ArrayList<>();
      while (rows.next()) {
        months.add(
            new MonthCount(
                category(rows.getString(1)),
                rows.getString(2),
                rows.getLong(3),
                instant(rows, 4),
                instant(rows, 5)));
      }
      return months;
    }
  }

  private static List<KnownPerson> people(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PEOPLE);
        ResultSet rows = query.executeQuery()) {
      List<KnownPerson> people = new ArrayList<>();
      while (rows.next()) {
        people.add(
            new KnownPerson(
                rows.getString(1), rows.getLong(2), instant(rows, 3), instant(rows, 4)));
      }
      return people;
    }
  }

  private static List<Plan> plans(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PLANS);
        ResultSet rows = query.executeQuery()) {
      List<Plan> plans = new ArrayList<>();
      while (rows.next()) {
        Instant said = instant(rows, 2);
        String text = rows.getString(3);
        LocalDate due = DueDates.in(text, day(said)).orElse(null);
        plans.add(new Plan(rows.getString(1), said, text, category(rows.getString(4)), due));
      }
      return plans;
    }
  }

  /** Those with a day by their day, then those without, the newest first. */
  private static List<Plan> upcoming(List<Plan> plans, LocalDate today) {
    return plans.stream()
        .filter(
            plan ->
                plan.due() == null
                    ? !day(plan.said()).plusDays(DAYS_OPEN).isBefore(today)
                    : !plan.due().isBefore(today))
        .sorted(
            Comparator.comparing(Plan::due, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Plan::said, Comparator.reverseOrder()))
        .limit(MOST_PLANS)
        .toList();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  static LifeCategory category(String name) {
    return LifeCategory.valueOf(name.toUpperCase(Locale.ROOT));
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
