// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.contract.settings.Settings;
import dev.mneme.local.console.Step;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.document.mongo.MongoDocuments;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.util.Map;

/** Counts the memories of everybody in each store itself; all have to hold the same number. */
final class StoreCounts {
  private final Rows rows;
  private final Settings settings;

  /**
   * @param settings of a process that reaches all stores
   */
  StoreCounts(Rows rows, Map<String, String> settings) {
    this.rows = rows;
    this.settings = Settings.from(settings);
  }

  Summary.Stores run(Step line) {
    Summary.Stores stores = count();
    if (!stores.agree()) {
      throw new DemoException("the stores do not hold the same memories: " + stores.inWords());
    }
    line.done(stores.inWords());
    return stores;
  }

  private Summary.Stores count() {
    try (ObjectStore objects = ObjectStore.of(settings);
        DocumentStore documents = MongoDocuments.of(settings)) {
      MemoryIndex index = MemoryIndexes.of(settings);
      index.refresh();
      return new Summary.Stores(rows.memories(), of(documents), of(index), of(objects));
    }
  }

  private static long of(DocumentStore documents) {
    return documents.allOwners().flatMap(documents::allEntries).count();
  }

  private static long of(MemoryIndex index) {
    return index.allOwners().flatMap(index::allEntries).count();
  }

  private static long of(ObjectStore objects) {
    return objects.owners().stream()
        .mapToLong(owner -> objects.names(owner, Area.MEMORIES).size())
        .sum();
  }
}
