// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.ObjectStore;
import java.net.URI;

/** Recordings as objects under their owner's prefix. */
final class S3AudioStore implements AudioStore {
  private final ObjectStore store;

  S3AudioStore(ObjectStore store) {
    this.store = store;
  }

  /** Of two recordings with the same id the first stays, as of two events with the same id. */
  @Override
  public URI keep(UserKey owner, String memoryId, String contentType, byte[] audio) {
    ObjectKey key = ObjectKey.of(owner, Area.AUDIO, memoryId);
    store.putIfAbsent(key, audio, contentType);
    return store.uri(key);
  }
}
