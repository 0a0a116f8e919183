// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import java.util.List;

/**
 * Turns texts into vectors of length 1, so that the inner product of two is the cosine of their
 * angle. The same text gives the same vector, whatever it is asked for together with; safe for use
 * by many threads at once.
 */
public interface Embedder extends AutoCloseable {
  /** Name and version; only vectors of the same model can be compared. */
  String model();

  /** Length of every vector. */
  int dimensions();

  /**
   * One vector a text, in order. A text longer than the model's window is read in several windows,
   * so no part of it goes unseen; a text without a single token gives the vector of nothing said.
   *
   * @throws IllegalStateException if the model fails or is closed
   */
  List<float[]> embed(List<String> texts);

  /** The vector of one text. */
  default float[] embed(String text) {
    return embed(List.of(text)).getFirst();
  }

  @Override
  void close();
}
