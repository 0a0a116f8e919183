// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a figure should reach. */
record Target(Of of, Bound bound, double limit) {
  /** What is bounded. */
  enum Of {
    VALUE,
    RATIO
  }

  /** From which side. */
  enum Bound {
    AT_LEAST("≥"),
    AT_MOST("≤");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  static Target ratioAtLeast(double limit) {
    return new Target(Of.RATIO, Bound.AT_LEAST, limit);
  }

  static Target ratioAtMost(double limit) {
    return new Target(Of.RATIO, Bound.AT_MOST, limit);
  }

  static Target valueAtMost(double limit) {
    return new Target(Of.VALUE, Bound.AT_MOST, limit);
  }

  boolean met(double value, @Nullable Double ratio) {
    double found = of == Of.VALUE ? value : Objects.requireNonNull(ratio);
    return bound == Bound.AT_LEAST ? found >= limit : found <= limit;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s %s %s", of.name().toLowerCase(Locale.ROOT), bound.sign, limit);
  }
}
