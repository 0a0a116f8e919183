// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.persist.copies.Content;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.document.MemoryDocument;
import dev.mneme.stores.search.Fingerprint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a memory in all stores. The commitment in its row says what is true; MongoDB and the
 * index are held to the digests that were written with their copies.
 */
final class Check {
  private final Others others;

  Check(Others others) {
    this.others = others;
  }

  Finding of(Row row, Held held) {
    Optional<byte[]> object =
        held.objects().contains(row.id())
            ? others.objects().get(ObjectKey.of(row.owner(), Area.MEMORIES, row.id()))
            : Optional.empty();
    Optional<Content> content = object.flatMap(json -> committed(row, json));
    Map<Store, Trouble> troubles = new EnumMap<>(Store.class);
    if (content.isEmpty()) {
      troubles.put(Store.S3, object.isEmpty() ? Trouble.MISSING : Trouble.DIFFERENT);
      content =
          others
              .documents()
              .get(row.owner(), row.id())
              .map(MemoryDocument::json)
              .flatMap(json -> committed(row, json));
    }
    return content
        .map(known -> compared(row, known, held, troubles))
        .orElseGet(() -> new Finding(row, null, Map.of(Store.S3, Trouble.LOST)));
  }

  private static Finding compared(
      Row row, Content content, Held held, Map<Store, Trouble> troubles) {
    String document = content.document().sha256();
    String entry = Fingerprint.of(content.indexed(row.position()));
    compare(troubles, Store.MONGODB, held.documents().get(row.id()), document);
    compare(troubles, Store.SEARCH, held.entries().get(row.id()), entry);
    return new Finding(row, content, troubles);
  }

  private static void compare(
      Map<Store, Trouble> troubles, Store store, @Nullable String held, String expected) {
    if (held == null) {
      troubles.put(store, Trouble.MISSING);
    } else if (!held.equals(expected)) {
      troubles.put(store, Trouble.DIFFERENT);
    }
  }

  private static Optional<Content> committed(Row row, byte[] json) {
    try {
      return row.isOver(json)
          ? Optional.of(Content.read(row.owner(), row.id(), json))
          : Optional.empty();
    } catch (InvalidEventException e) {
      String memory = row.id() + " of " + row.owner().partitionKey();
      throw new IllegalStateException("memory " + memory + " is not what was committed to", e);
    }
  }
}
