// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

/** How likely each token is to come next. */
final class Distribution {
  private final float[] logits;
  private final int best;
  private final double logSum;

  Distribution(float[] logits) {
    this.logits = logits;
    int highest = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[highest]) {
        highest = i;
      }
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - logits[highest]);
    }
    this.best = highest;
    this.logSum = logits[highest] + Math.log(sum);
  }

  /** The likeliest token. */
  int best() {
    return best;
  }

  /** From 0 to 1. */
  double probability(int token) {
    return Math.exp(logits[token] - logSum);
  }
}
