// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How many of a route's consumers one replica ought to own. */
final class Share {
  private Share() {}

  /**
   * As many as any other, and one more for those who own most already, so that nothing is handed on
   * without need.
   *
   * @param owned consumers that each living replica owns now, {@code me} among them
   */
  static int of(String me, Map<String, Integer> owned, int consumers) {
    List<String> order =
        owned.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    int rest = consumers % order.size();
    return consumers / order.size() + (order.indexOf(me) < rest ? 1 : 0);
  }
}
