// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.UserKey;
import java.util.Set;
import java.util.TreeSet;

/** Everybody of whom any store knows. */
final class Everybody {
  private Everybody() {}

  /** In order of tenant and user. */
  static Set<UserKey> in(Rows rows, Others others) {
    Set<UserKey> all = new TreeSet<>();
    all.addAll(rows.owners());
    all.addAll(others.objects().owners());
    others.documents().allOwners().forEach(all::add);
    others.index().allOwners().forEach(all::add);
    return all;
  }
}
