// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API (JEP 508): one register holds the sums of several categories, four rows are worked
 * on at once. Multiply and add stay apart, for a fused one would round differently.
 */
final class VectorKernel implements Kernel {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() < LANES
          ? FloatVector.SPECIES_128
          : FloatVector.SPECIES_256;
  private static final int STEP = SPECIES.length();
  private static final int AT_ONCE = 4;

  @Override
  public void multiply(float[] rows, int n, int width, float[] weights, int lanes, float[] out) {
    for (int c = 0; c < lanes; c += STEP) {
      int s = 0;
      for (; s + AT_ONCE <= n; s += AT_ONCE) {
        multiplyFour(rows, s, width, weights, lanes, c, out);
      }
      for (; s < n; s++) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < width; i++) {
          sum = sum.add(weights(weights, i * lanes + c).mul(rows[s * width + i]));
        }
        sum.intoArray(out, s * lanes + c);
      }
    }
  }

  private static void multiplyFour(
      float[] rows, int s, int width, float[] weights, int lanes, int c, float[] out) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector d = a;
    FloatVector e = a;
    int row = s * width;
    for (int i = 0; i < width; i++, row++) {
      FloatVector weight = weights(weights, i * lanes + c);
      a = a.add(weight.mul(rows[row]));
      b = b.add(weight.mul(rows[row + width]));
      d = d.add(weight.mul(rows[row + 2 * width]));
      e = e.add(weight.mul(rows[row + 3 * width]));
    }
    a.intoArray(out, s * lanes + c);
    b.intoArray(out, (s + 1) * lanes + c);
    d.intoArray(out, (s + 2) * lanes + c);
    e.intoArray(out, (s + 3) * lanes + c);
  }

  @Override
  public void accumulate(
      float[] rows, int n, int width, float[] errors, int lanes, float[] gradient) {
    for (int c = 0; c < lanes; c += STEP) {
      int s = 0;
      for (; s + AT_ONCE <= n; s += AT_ONCE) {
        accumulateFour(rows, s, width, errors, lanes, c, gradient);
      }
      for (; s < n; s++) {
        FloatVector error = weights(errors, s * lanes + c);
        for (int i = 0; i < width; i++) {
          weights(gradient, i * lanes + c)
              .add(error.mul(rows[s * width + i]))
              .intoArray(gradient, i * lanes + c);
        }
      }
    }
  }

  private static void accumulateFour(
      float[] rows, int s, int width, float[] errors, int lanes, int c, float[] gradient) {
    FloatVector a = weights(errors, s * lanes + c);
    FloatVector b = weights(errors, (s + 1) * lanes + c);
    FloatVector d = weights(errors, (s + 2) * lanes + c);
    FloatVector e = weights(errors, (s + 3) * lanes + c);
    int row = s * width;
    for (int i = 0; i < width; i++, row++) {
      weights(gradient, i * lanes + c)
          .add(a.mul(rows[row]))
          .add(b.mul(rows[row + width]))
          .add(d.mul(rows[row + 2 * width]))
          .add(e.mul(rows[row + 3 * width]))
          .intoArray(gradient, i * lanes + c);
    }
  }

  private static FloatVector weights(float[] array, int at) {
    return FloatVector.fromArray(SPECIES, array, at);
  }
}
