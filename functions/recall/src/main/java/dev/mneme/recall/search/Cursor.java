// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import java.util.Set;

/**
 * Where a search goes on.
 *
 * @param newest greatest position when the first page was read; what came later is on no page
 * @param shown positions on the pages so far, so that no memory is on two, however scores drift
 */
record Cursor(long newest, Set<Long> shown) {
  Cursor {
    shown = Set.copyOf(shown);
  }
}
