// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import dev.mneme.recall.ranking.Found;
import java.util.List;

/** A question and what was found for it, in the order of the conversation. */
record Case(Question question, List<Found> found) {
  Case {
    found = List.copyOf(found);
  }
}
