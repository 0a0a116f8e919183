// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import java.util.List;

/**
 * The memories that are likeliest to answer a question.
 *
 * @param hits best first
 * @param ofSomebodyElse whether the question names somebody, and what was found fits others far
 *     better
 */
public record Best(List<Hit> hits, boolean ofSomebodyElse) {
  public Best {
    hits = List.copyOf(hits);
  }
}
