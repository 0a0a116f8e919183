// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import dev.mneme.embedding.Vectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * One user's vectors, exact and in memory, without a word of theirs; what was persisted since the
 * last look is read when somebody asks. Safe for use by several threads.
 */
final class UserIndex {
  private static final Comparator<Hit> WORST_FIRST = Comparator.comparingDouble(Hit::score);

  private final UserKey owner;
  private final MemoryReader reader;
  private final List<MemoryReader.Point> points = new ArrayList<>();
  private long readTo;
  private volatile int size;

  UserIndex(UserKey owner, MemoryReader reader) {
    this.owner = owner;
    this.reader = reader;
  }

  /**
   * A memory and how near it is.
   *
   * @param position the memory's
   * @param score cosine, -1 to 1
   */
  record Hit(long position, double score) {}

  /** The nearest memories, best first. */
  synchronized List<Hit> nearest(float[] question, int most) {
    catchUp();
    PriorityQueue<Hit> best = new PriorityQueue<>(WORST_FIRST);
    for (MemoryReader.Point point : points) {
      double score = Vectors.dot(question, point.vector());
      if (best.size() < most) {
        best.add(new Hit(point.position(), score));
      } else if (score > best.element().score()) {
        best.remove();
        best.add(new Hit(point.position(), score));
      }
    }
    return best.stream().sorted(WORST_FIRST.reversed()).toList();
  }

  /** Drops memories that are gone from the store. */
  synchronized void forget(Collection<Long> positions) {
    Set<Long> gone = Set.copyOf(positions);
    points.removeIf(point -> gone.contains(point.position()));
    size = points.size();
  }

  /** How many vectors it holds. */
  int size() {
    return size;
  }

  private void catchUp() {
    List<MemoryReader.Point> fresh = reader.after(owner, readTo);
    if (!fresh.isEmpty()) {
      points.addAll(fresh);
      readTo = fresh.getLast().position();
      size = points.size();
    }
  }
}
