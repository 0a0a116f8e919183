// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.persist.copies.Content;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the copies of a memory that has a row.
 *
 * @param content what was committed to; {@code null} if no store has it
 */
record Finding(Row row, @Nullable Content content, Map<Store, Trouble> troubles) {
  Finding {
    troubles = Map.copyOf(troubles);
  }

  boolean fine() {
    return troubles.isEmpty();
  }
}
