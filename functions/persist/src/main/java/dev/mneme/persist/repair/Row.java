// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.Sha256;

/** What Postgres says of a memory, as far as the other stores can be held to it. */
record Row(UserKey owner, String id, long position, byte[] salt, String commitment) {
  /** Whether these bytes are what was committed to. */
  boolean isOver(byte[] json) {
    return Sha256.hex(salt, json).equals(commitment);
  }
}
