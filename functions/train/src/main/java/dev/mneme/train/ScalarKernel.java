// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

/** Plain arithmetic, for every JVM: four sums at a time, in local variables. */
final class ScalarKernel implements Kernel {
  private static final int STEP = 4;

  @Override
  public void multiply(float[] rows, int n, int width, float[] weights, int lanes, float[] out) {
    for (int s = 0; s < n; s++) {
      for (int c = 0; c < lanes; c += STEP) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int row = s * width;
        int weight = c;
        for (int i = 0; i < width; i++, row++, weight += lanes) {
          float x = rows[row];
          sum0 += x * weights[weight];
          sum1 += x * weights[weight + 1];
          sum2 += x * weights[weight + 2];
          sum3 += x * weights[weight + 3];
        }
        int at = s * lanes + c;
        out[at] = sum0;
        out[at + 1] = sum1;
        out[at + 2] = sum2;
        out[at + 3] = sum3;
      }
    }
  }

  @Override
  public void accumulate(
      float[] rows, int n, int width, float[] errors, int lanes, float[] gradient) {
    for (int s = 0; s < n; s++) {
      for (int c = 0; c < lanes; c += STEP) {
        int error = s * lanes + c;
        float error0 = errors[error];
        float error1 = errors[error + 1];
        float error2 = errors[error + 2];
        float error3 = errors[error + 3];
        int row = s * width;
        int at = c;
        for (int i = 0; i < width; i++, row++, at += lanes) {
          float x = rows[row];
          gradient[at] += x * error0;
          gradient[at + 1] += x * error1;
          gradient[at + 2] += x * error2;
          gradient[at + 3] += x * error3;
        }
      }
    }
  }
}
