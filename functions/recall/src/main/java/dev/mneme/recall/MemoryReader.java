// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One user's memories, and never another's. Every method throws {@link TryLaterException} if the
 * store is away.
 */
interface MemoryReader {
  /**
   * The vectors of the memories persisted after a position, in order.
   *
   * @param position 0 for all
   */
  List<Point> after(UserKey owner, long position);

  /** The memories at these positions, by position; those that are gone are missing. */
  Map<Long, Memory> at(UserKey owner, Collection<Long> positions);

  /**
   * A memory as a point in space.
   *
   * @param position the memory's
   * @param vector of length 1, of the model that recall itself uses
   */
  record Point(long position, float[] vector) {}
}
