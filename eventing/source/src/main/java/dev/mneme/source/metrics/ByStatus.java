// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One meter for each class of HTTP status, and one for no answer. */
final class ByStatus<M> {
  private static final List<String> CLASSES = List.of("none", "1xx", "2xx", "3xx", "4xx", "5xx");
  private static final int HUNDRED = 100;

  private final List<M> meters;

  /**
   * @param meter makes the meter of a class
   */
  ByStatus(Function<String, M> meter) {
    this.meters = CLASSES.stream().map(meter).toList();
  }

  /**
   * @param status of the answer, or {@code null} where there was none
   */
  M of(@Nullable Integer status) {
    int index = status == null ? 0 : status / HUNDRED;
    return meters.get(index < CLASSES.size() ? index : 0);
  }
}
