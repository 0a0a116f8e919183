// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import java.util.List;

/**
 * What one user labelled, oldest first. The first two thirds are learnt from and the rest is held
 * out: a model is judged on what came after all it has seen, as it will be in use.
 *
 * @param embeddingModel that made every embedding
 * @param memories in the order in which they happened
 */
record TrainingSet(String embeddingModel, List<LabelledMemory> memories) {
  TrainingSet {
    memories = List.copyOf(memories);
  }

  int size() {
    return memories.size();
  }

  /** The first two thirds in time, rounded down. */
  List<LabelledMemory> learnt() {
    return memories.subList(0, learntSize());
  }

  /** The last third in time. */
  List<LabelledMemory> heldOut() {
    return memories.subList(learntSize(), memories.size());
  }

  private int learntSize() {
    return (int) (2L * memories.size() / 3);
  }
}
