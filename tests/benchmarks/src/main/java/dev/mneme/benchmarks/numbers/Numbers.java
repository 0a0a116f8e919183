// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.numbers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The arithmetic of measuring. */
public final class Numbers {
  private static final double NANOS_PER_MILLI = 1e6;

  private Numbers() {}

  /**
   * The middle of the values, or the mean of the two middle ones.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static double median(List<Double> values) {
    double[] sorted = sorted(values.stream().mapToDouble(Double::doubleValue).toArray());
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The median of the ratios of values that were taken in pairs. */
  public static double medianRatio(List<Double> values, List<Double> floors) {
    if (values.size() != floors.size()) {
      throw new IllegalArgumentException(values.size() + " values, " + floors.size() + " floors");
    }
    return median(
        IntStream.range(0, values.size()).mapToObj(i -> values.get(i) / floors.get(i)).toList());
  }

  /**
   * The smallest of the times that {@code share} of them do not exceed (nearest rank), in
   * milliseconds.
   *
   * @param share such as 0.99
   * @throws IllegalArgumentException if there are none
   */
  public static double percentileMillis(long[] nanos, double share) {
    double[] sorted = sorted(Arrays.stream(nanos).asDoubleStream().toArray());
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
  }

  private static double[] sorted(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected at least one value, found none");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
