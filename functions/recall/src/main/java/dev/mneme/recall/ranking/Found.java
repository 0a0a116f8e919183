// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.time.Instant;
import java.util.List;

/**
 * A memory that some search found, as far as its rank depends on it.
 *
 * @param position place in its owner's order of persistence; neighbours differ by 1
 * @param people named in it, or speaking
 * @param words BM25 score, 0 or more
 * @param nearness cosine to the question, -1 to 1
 */
public record Found(
    String id,
    long position,
    Instant occurredAt,
    List<String> people,
    double words,
    double nearness) {
  public Found {
    people = List.copyOf(people);
  }
}
