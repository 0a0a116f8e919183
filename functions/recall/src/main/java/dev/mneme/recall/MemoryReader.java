// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import java.util.List;

/** One user's memories, and never another's. */
interface MemoryReader {
  /**
   * The memories persisted after a position, in order.
   *
   * @param position 0 for all
   * @throws dev.mneme.contract.TryLaterException if the store is away
   */
  List<Memory> after(UserKey owner, long position);
}
