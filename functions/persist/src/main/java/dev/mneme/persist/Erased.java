// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

/**
 * What one owner wanted forgotten and may still be on its way.
 *
 * @param ids memories
 * @param until everything not later than this
 */
record Erased(Set<String> ids, Instant until) {
  /** Asks for an array of ids. */
  static final String READ =
      """
      SELECT memory_id, until FROM mneme.erasure WHERE memory_id = ANY (?) OR memory_id IS NULL\
      """;

  /** What {@link #READ} gave. */
  static Erased of(ResultSet rows) throws SQLException {
    Set<String> ids = new HashSet<>();
    Instant until = Instant.MIN;
    while (rows.next()) {
      String id = rows.getString(1);
      Instant asked = rows.getObject(2, OffsetDateTime.class).toInstant();
      if (id != null) {
        ids.add(id);
      } else if (asked.isAfter(until)) {
        until = asked;
      }
    }
    return new Erased(ids, until);
  }

  boolean covers(Block block) {
    return ids.contains(block.id()) || !block.content().occurredAt().isAfter(until);
  }
}
