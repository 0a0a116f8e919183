// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.UserKey;
import dev.mneme.persist.copies.Content;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Writes what is missing, and removes what nobody claims. */
final class Mender {
  private final Others others;

  Mender(Others others) {
    this.others = others;
  }

  /** Puts the contents of these memories where they are missing or different. */
  void put(Collection<Finding> wrong) {
    for (Finding found : in(Store.S3, wrong)) {
      Content content = content(found);
      others.objects().put(content.key(), content.json(), Content.MEDIA_TYPE);
    }
    others
        .documents()
        .put(in(Store.MONGODB, wrong).stream().map(found -> content(found).document()).toList());
    others
        .index()
        .put(
            in(Store.SEARCH, wrong).stream()
                .map(found -> content(found).indexed(found.row().position()))
                .toList());
  }

  /** Removes what is held of these ids, wherever it is. */
  void remove(UserKey owner, Collection<String> ids) {
    if (!ids.isEmpty()) {
      others.index().remove(owner, ids);
      others.documents().remove(owner, ids);
      ids.forEach(id -> others.objects().delete(ObjectKey.of(owner, Area.MEMORIES, id)));
    }
  }

  private static List<Finding> in(Store store, Collection<Finding> wrong) {
    return wrong.stream()
        .filter(found -> found.content() != null && found.troubles().containsKey(store))
        .toList();
  }

  private static Content content(Finding found) {
    return Objects.requireNonNull(found.content(), "what is lost is not mended");
  }
}
