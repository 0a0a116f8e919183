// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.UserKey;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everybody of whom any store knows. */
final class Everybody {
  private static final int PAGE = 1_000;

  private Everybody() {}

  private interface Pages {
    List<UserKey> after(@Nullable UserKey last, int most);
  }

  /** In order of tenant and user. */
  static Set<UserKey> in(Rows rows, Others others) {
    Set<UserKey> all =
        new TreeSet<>(Comparator.comparing(UserKey::tenant).thenComparing(UserKey::user));
    all.addAll(rows.owners());
    all.addAll(others.objects().owners());
    addAll(all, others.documents()::owners);
    addAll(all, others.index()::owners);
    return all;
  }

  private static void addAll(Set<UserKey> all, Pages pages) {
    List<UserKey> page = pages.after(null, PAGE);
    all.addAll(page);
    while (page.size() == PAGE) {
      page = pages.after(page.getLast(), PAGE);
      all.addAll(page);
    }
  }
}
