// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.LifeCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Users who never lived: each category a direction in space, with noise, and a habit of filing. */
final class Users {
  static final int DIMENSIONS = 32;

  private static final LifeCategory[] CATEGORIES = LifeCategory.values();

  private Users() {}

  /** How a user files what the shared classifier would file otherwise. */
  interface Habit {
    LifeCategory meant(LifeCategory plain);
  }

  /** Memories of a user in time; the shared classifier guesses the plain category of each. */
  static List<LabelledMemory> memories(long seed, int count, Habit habit) {
    Random random = new Random(seed);
    List<LabelledMemory> memories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LifeCategory plain = CATEGORIES[random.nextInt(CATEGORIES.length)];
      float[] embedding = new float[DIMENSIONS];
      double squares = 0;
      for (int j = 0; j < DIMENSIONS; j++) {
        embedding[j] = (float) (random.nextGaussian() * 0.1 + (j == plain.ordinal() ? 1 : 0));
        squares += embedding[j] * embedding[j];
      }
      for (int j = 0; j < DIMENSIONS; j++) {
        embedding[j] /= (float) Math.sqrt(squares);
      }
      memories.add(new LabelledMemory(embedding, habit.meant(plain), plain, 0.6));
    }
    return memories;
  }

  static LifeCategory plainly(LifeCategory plain) {
    return plain;
  }

  /** Files journeys under relationships and sport under health, say. */
  static LifeCategory oddly(LifeCategory plain) {
    return switch (plain) {
      case TRAVEL -> LifeCategory.RELATIONSHIPS;
      case LEISURE -> LifeCategory.HEALTH;
      default -> plain;
    };
  }
}
