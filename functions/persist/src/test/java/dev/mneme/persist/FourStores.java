// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.settings.Settings;
import dev.mneme.persist.copies.Copies;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.document.mongo.MongoDocuments;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.util.Map;

/** The stores, as persist's role reaches them. */
record FourStores(
    Postgres postgres, ObjectStore objects, DocumentStore documents, MemoryIndex index)
    implements AutoCloseable {
  static FourStores open(TestStores stores) {
    return of(stores.allFour("persist"));
  }

  static FourStores of(Map<String, String> environment) {
    Settings settings = Settings.from(environment);
    return new FourStores(
        Postgres.of(settings),
        ObjectStore.of(settings),
        MongoDocuments.of(settings),
        MemoryIndexes.of(settings));
  }

  Copies copies() {
    return new Copies(objects, documents, index);
  }

  @Override
  public void close() {
    documents.close();
    objects.close();
    postgres.close();
  }
}
