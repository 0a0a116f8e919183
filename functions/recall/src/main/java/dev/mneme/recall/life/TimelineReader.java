// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.UserScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pages of memories, the latest first. */
final class TimelineReader {
  // By time and id, so that a page neither repeats nor misses what came in since the last one.
  private static final String PAGE =
      """
      SELECT id, occurred_at, text, coalesce(owner_category, category) AS category, kind
      FROM mneme.memory
      WHERE (occurred_at, id) < (?, ?) AND coalesce(owner_category, category) = coalesce(?, owner_category, category)
      ORDER BY occurred_at DESC, id DESC LIMIT ?\
      """;

  private final UserScope scope;

  TimelineReader(UserScope scope) {
    this.scope = scope;
  }

  /**
   * A page.
   *
   * @param category {@code null} for all
   * @param most entries, 1 or more
   * @throws TryLaterException if the database is away
   */
  Timeline page(UserKey owner, @Nullable LifeCategory category, PagePlace after, int most) {
    List<Timeline.Entry> entries =
        scope.call(owner, connection -> read(connection, category, after, most + 1));
    if (entries.size() <= most) {
      return new Timeline(entries, null);
    }
    List<Timeline.Entry> page = entries.subList(0, most);
    PagePlace place = new PagePlace(page.getLast().time(), page.getLast().id());
    return new Timeline(page, place.toString());
  }

  private static List<Timeline.Entry> read(
      Connection connection, @Nullable LifeCategory category, PagePlace after, int most)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PAGE)) {
      query.setObject(1, after.time().atOffset(ZoneOffset.UTC));
      query.setString(2, after.id());
      query.setObject(3, category == null ? null : category.toString(), Types.VARCHAR);
      query.setInt(4, most);
      List<Timeline.Entry> entries = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          entries.add(
              new Timeline.Entry(
                  rows.getString(1),
                  LifeReader.instant(rows, 2),
                  rows.getString(3),
                  LifeReader.category(rows.getString(4)),
                  MemoryKind.valueOf(rows.getString(5).toUpperCase(Locale.ROOT))));
        }
      }
      return entries;
    }
  }
}
