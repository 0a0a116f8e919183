// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.LifeCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Not a check but the measurement behind the README's figures, which says how to run it: both
 * kernels in the same process, best of seven.
 */
@EnabledIfSystemProperty(named = "mneme.measure", matches = "train")
class TrainFigures {
  private static final int RUNS = 7;
  private static final int USERS = 256;

  @Test
  void referenceCase() {
    // 256 users × 200 samples, 384 features to 8 classes, 30 passes
    int samples = 200;
    int width = 384;
    int classes = 8;
    float[][] rows = new float[USERS][samples * width];
    int[][] labels = new int[USERS][samples];
    Random random = new Random(1);
    for (int u = 0; u < USERS; u++) {
      for (int i = 0; i < rows[u].length; i++) {
        rows[u][i] = (float) (random.nextGaussian() / Math.sqrt(width));
      }
      labels[u] = random.ints(samples, 0, classes).toArray();
    }
    float[] penalties = new float[width];
    Arrays.fill(penalties, 0.1f);
    for (Kernel kernel : List.of(new ScalarKernel(), new VectorKernel())) {
      SoftmaxRegression regression =
          new SoftmaxRegression(
              kernel, classes, new float[width * SoftmaxRegression.lanes(classes)], penalties);
      tell(
          "reference case, serial",
          kernel,
          () -> users(false).forEach(u -> fit(regression, rows[u], labels[u])));
      tell(
          "reference case, parallel",
          kernel,
          () -> users(true).forEach(u -> fit(regression, rows[u], labels[u])));
    }
  }

  @Test
  void personalHeads() {
    for (int size : new int[] {60, 600, 2_000}) {
      TrainingSet set = new TrainingSet("m", wide(size));
      for (Kernel kernel : List.of(new ScalarKernel(), new VectorKernel())) {
        tell("one user, " + size + " memories", kernel, () -> Learnt.from(set, kernel));
      }
    }
  }

  private static void fit(SoftmaxRegression regression, float[] rows, int[] labels) {
    assertThat(regression.fit(rows, labels, 30)).doesNotContain(Float.NaN);
  }

  private static IntStream users(boolean parallel) {
    IntStream users = IntStream.range(0, USERS);
    return parallel ? users.parallel() : users;
  }

  /** As many dimensions and as much noise as real embeddings have. */
  private static List<LabelledMemory> wide(int size) {
    Random random = new Random(2);
    List<LabelledMemory> memories = new ArrayList<>();
    for (LabelledMemory narrow : Users.memories(3, size, Users::oddly)) {
      float[] embedding = new float[384];
      for (int i = 0; i < embedding.length; i++) {
        embedding[i] =
            (float) (random.nextGaussian() * 0.045)
                + (i < Users.DIMENSIONS ? narrow.embedding()[i] * 0.5f : 0);
      }
      LifeCategory meant = narrow.meant();
      memories.add(new LabelledMemory(embedding, meant, narrow.guessed(), narrow.confidence()));
    }
    return memories;
  }

  private static void tell(String what, Kernel kernel, Runnable work) {
    double best = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    System.out.printf("%s, %s: %.3f s%n", what, kernel.getClass().getSimpleName(), best);
  }
}
