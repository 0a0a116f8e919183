// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import java.util.function.Supplier;

/**
 * What to search for. All of it is data: no character of {@code words} or of the filter has a
 * meaning to the engine.
 *
 * @param words any text; may be empty, and then only nearness counts
 * @param vector the words as a vector, asked for once, while the engine already looks for the
 *     words; what it gives may be empty, and then only words count
 * @param embeddingModel the model of the vector; memories of others have no nearness
 * @param most candidates by words, and by nearness, 1 to 1,000
 */
public record MemoryQuery(
    String words, Supplier<float[]> vector, String embeddingModel, MemoryFilter filter, int most) {
  private static final int MOST = 1_000;

  public MemoryQuery {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("most: expected 1 to " + MOST + ", found " + most);
    }
  }
}
