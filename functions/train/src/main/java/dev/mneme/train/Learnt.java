// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import java.util.List;
import java.util.function.Predicate;

/**
 * A head and how it did on what was held out.
 *
 * @param accuracy share of the held-out memories that it files as their owner did
 * @param baselineAccuracy the same of the shared classifier
 * @param seconds of learning and measuring
 */
record Learnt(PersonalHead head, double accuracy, double baselineAccuracy, double seconds) {
  private static final double NANOS = 1e9;

  /** Learns from the first two thirds of a set and measures on the last. */
  static Learnt from(TrainingSet set, Kernel kernel) {
    long start = System.nanoTime();
    PersonalHead head = PersonalHead.learn(set.learnt(), kernel);
    double accuracy = share(set.heldOut(), memory -> head.choose(memory) == memory.meant());
    double baseline = share(set.heldOut(), memory -> memory.guessed() == memory.meant());
    return new Learnt(head, accuracy, baseline, (System.nanoTime() - start) / NANOS);
  }

  /** Whether it is worth using: a draw keeps the shared classifier. */
  boolean better() {
    return accuracy > baselineAccuracy;
  }

  private static double share(List<LabelledMemory> memories, Predicate<LabelledMemory> right) {
    return (double) memories.stream().filter(right).count() / memories.size();
  }
}
