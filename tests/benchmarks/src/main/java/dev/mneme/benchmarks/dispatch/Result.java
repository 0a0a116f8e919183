// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A figure.
 *
 * @param floor what it is held against, in the same unit; {@code null} where it is a floor itself
 * @param ratio to the floor, the median of the repeats' own ratios, so that what slows the whole
 *     machine for a while slows both sides of it; {@code null} without a floor
 * @param target {@code null} where it is only for comparison
 */
record Result(
    String name,
    double value,
    String unit,
    @Nullable Double floor,
    @Nullable Double ratio,
    @Nullable Target target) {

  /** A figure that others are held against. */
  static Result floor(String name, double value, String unit) {
    return new Result(name, value, unit, null, null, null);
  }

  /** Whether the target is reached; {@code null} without one. */
  @Nullable Boolean met() {
    return target == null ? null : target.met(value, ratio);
  }
}
