// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is of one user at a moment.
 *
 * @param newest position of the newest memory; 0 before the first
 * @param people everybody the user speaks of, by name
 * @param model version of the personal model in use, if there is one
 */
record Standing(long newest, List<String> people, @Nullable String model) {
  Standing {
    people = List.copyOf(people);
  }
}
