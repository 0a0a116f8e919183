// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.UserKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a run found; not thread-safe. */
final class Report {
  private final List<Difference> differences = new ArrayList<>();
  private long memories;
  private int users;

  /** One more user was looked at, with so many memories. */
  void looked(int owned) {
    users++;
    memories += owned;
  }

  void found(Finding finding) {
    finding
        .troubles()
        .forEach(
            (store, trouble) ->
                differences.add(
                    new Difference(store, trouble, finding.row().owner(), finding.row().id())));
  }

  void unclaimed(UserKey owner, Held held, Collection<String> ids) {
    for (String id : ids) {
      unclaimed(Store.S3, owner, id, held.objects().contains(id));
      unclaimed(Store.MONGODB, owner, id, held.documents().containsKey(id));
      unclaimed(Store.SEARCH, owner, id, held.entries().containsKey(id));
    }
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** Differences that no mending removes. */
  long lost() {
    return differences.stream().filter(found -> found.trouble() == Trouble.LOST).count();
  }

  long memories() {
    return memories;
  }

  int users() {
    return users;
  }

  private void unclaimed(Store store, UserKey owner, String id, boolean held) {
    if (held) {
      differences.add(new Difference(store, Trouble.UNCLAIMED, owner, id));
    }
  }
}
