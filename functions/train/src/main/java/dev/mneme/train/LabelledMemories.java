// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.UserScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what users labelled. The role it reads as cannot see any text. */
final class LabelledMemories {
  // Only vectors of one model can be compared: those of the newest.
  private static final String NEWEST_FIRST =
      """
      SELECT embedding_model, embedding, owner_category, category, confidence
      FROM mneme.memory
      WHERE tenant = ? AND user_id = ? AND position <= ? AND owner_category IS NOT NULL
        AND embedding_model = (
          SELECT embedding_model FROM mneme.memory
          WHERE tenant = ? AND user_id = ? AND position <= ? AND owner_category IS NOT NULL
          ORDER BY position DESC LIMIT 1)
      ORDER BY occurred_at DESC, position DESC
      LIMIT ?\
      """;

  private final UserScope scope;
  private final int most;

  /**
   * @param most memories to learn from; beyond, the oldest are left out
   */
  LabelledMemories(UserScope scope, int most) {
    this.scope = scope;
    this.most = most;
  }

  /** What {@code owner} labelled, up to and including a position. */
  TrainingSet of(UserKey owner, long upTo) {
    return scope.call(owner, connection -> read(connection, owner, upTo));
  }

  private TrainingSet read(Connection connection, UserKey owner, long upTo) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NEWEST_FIRST)) {
      for (int i = 0; i <= 3; i += 3) {
        select.setString(i + 1, owner.tenant());
        select.setString(i + 2, owner.user());
        select.setLong(i + 3, upTo);
      }
      select.setInt(7, most);
      List<LabelledMemory> memories = new ArrayList<>();
      String model = "";
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          model = rows.getString(1);
          memories.add(
              new LabelledMemory(
                  PackedVectors.unpack(rows.getBytes(2)),
                  category(rows.getString(3)),
                  category(rows.getString(4)),
                  rows.getDouble(5)));
        }
      }
      return new TrainingSet(model, memories.reversed());
    }
  }

  private static LifeCategory category(String word) {
    return LifeCategory.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
