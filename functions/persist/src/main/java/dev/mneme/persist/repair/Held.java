// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.Area;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.search.MemoryIndex;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the stores beside Postgres hold of one owner.
 *
 * @param documents digests by id
 * @param entries fingerprints by id
 */
record Held(Set<String> objects, Map<String, String> documents, Map<String, String> entries) {
  static Held of(UserKey owner, Others others) {
    return new Held(
        others.objects().names(owner, Area.MEMORIES),
        documents(owner, others.documents()),
        entries(owner, others.index()));
  }

  /** Every id of which any store has something. */
  Set<String> ids() {
    Set<String> ids = new HashSet<>(objects);
    ids.addAll(documents.keySet());
    ids.addAll(entries.keySet());
    return ids;
  }

  private static Map<String, String> documents(UserKey owner, DocumentStore store) {
    Map<String, String> held = new HashMap<>();
    store.allEntries(owner).forEach(entry -> held.put(entry.id(), entry.sha256()));
    return held;
  }

  private static Map<String, String> entries(UserKey owner, MemoryIndex index) {
    Map<String, String> held = new HashMap<>();
    index.allEntries(owner).forEach(entry -> held.put(entry.id(), entry.fingerprint()));
    return held;
  }
}
