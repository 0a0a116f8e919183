// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import java.util.ArrayList;
import java.util.List;

/**
 * Owners that share a round trip: as many as always, or one. So there are two texts of everything
 * that is asked, and a connection has each prepared after a few batches.
 */
final class Groups {
  static final int SIZE = 8;

  private Groups() {}

  static <T> List<List<T>> of(List<T> all) {
    List<List<T>> groups = new ArrayList<>();
    int at = 0;
    while (at < all.size()) {
      int end = all.size() - at < SIZE ? at + 1 : at + SIZE;
      groups.add(all.subList(at, end));
      at = end;
    }
    return groups;
  }
}
