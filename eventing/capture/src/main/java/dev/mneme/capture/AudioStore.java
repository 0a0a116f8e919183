// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.net.URI;

/** Where recordings are kept, outside of the event that tells of them. */
interface AudioStore {
  /**
   * Keeps a recording; keeping the same again changes nothing.
   *
   * @return what {@code dataref} shall say
   * @throws TryLaterException if the store is away
   */
  URI keep(UserKey owner, String memoryId, String contentType, byte[] audio);
}
