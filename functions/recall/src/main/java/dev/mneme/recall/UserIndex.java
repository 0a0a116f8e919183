// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One user's vectors, exact and in memory; what was persisted since the last look is read when
 * somebody asks. Safe for use by several threads.
 */
final class UserIndex {
  private static final Comparator<Hit> WORST_FIRST = Comparator.comparingDouble(Hit::score);

  private final UserKey owner;
  private final MemoryReader reader;
  private final List<Memory> memories = new ArrayList<>();

  UserIndex(UserKey owner, MemoryReader reader) {
    this.owner = owner;
    this.reader = reader;
  }

  /**
   * A memory and how near it is.
   *
   * @param score cosine, -1 to 1
   */
  record Hit(Memory memory, double score) {}

  /** The nearest memories, best first. */
  synchronized List<Hit> nearest(float[] question, int most) {
    memories.addAll(reader.after(owner, memories.isEmpty() ? 0 : memories.getLast().position()));
    PriorityQueue<Hit> best = new PriorityQueue<>(WORST_FIRST);
    for (Memory memory : memories) {
      best.add(new Hit(memory, cosine(question, memory.vector())));
      if (best.size() > most) {
        best.remove();
      }
    }
    return best.stream().sorted(WORST_FIRST.reversed()).toList();
  }

  private static double cosine(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
