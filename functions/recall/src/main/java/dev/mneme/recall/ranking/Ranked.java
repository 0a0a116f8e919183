// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A found memory with its score.
 *
 * @param score sum of the contributions; only the order within one search means anything
 * @param contributions weight times value, of every feature
 */
public record Ranked(Found found, double score, Map<Feature, Double> contributions) {
  public Ranked {
    contributions = Collections.unmodifiableMap(new EnumMap<>(contributions));
  }
}
