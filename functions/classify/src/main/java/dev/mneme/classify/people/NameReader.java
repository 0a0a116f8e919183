// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import java.util.List;

/** Finds names the way one kind of script writes them. */
interface NameReader {
  /** Adds the names of a text. */
  void read(String text, List<FoundName> found);
}
