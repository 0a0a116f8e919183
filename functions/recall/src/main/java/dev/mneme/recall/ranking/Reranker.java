// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A linear model: a memory's score is the sum of its features, each times its weight. */
public final class Reranker {
  /** Candidates by words, and by nearness, that it was trained to order. */
  public static final int DEPTH = 100;

  // Written out, as in Sessions: of what the JDK composes, each part is a class made at every
  // start.
  private static final Comparator<Ranked> BEST_FIRST =
      (one, other) -> {
        int byScore = Double.compare(other.score(), one.score());
        return byScore == 0
            ? Long.compare(other.found().position(), one.found().position())
            : byScore;
      };

  private final String version;
  private final Map<Feature, Double> weights;

  /**
   * @param version name of these weights, for whoever reads an answer later
   * @param weights one for every feature
   */
  public Reranker(String version, Map<Feature, Double> weights) {
    this.version = version;
    this.weights = new EnumMap<>(weights);
    for (Feature feature : Feature.values()) {
      Double weight = weights.get(feature);
      if (weight == null || !Double.isFinite(weight)) {
        throw new IllegalArgumentException(
            "weights." + feature + ": expected a finite number, found " + weight);
      }
    }
  }

  /**
   * What it knows of each memory: one row a memory, in the given order, with a number a {@link
   * Feature}, in the enum's order.
   *
   * @param question as it was asked
   * @param found by one search of one owner's memories, each once
   */
  public static List<double[]> features(String question, List<Found> found) {
    return Features.of(question, found);
  }

  /** Name of the weights. */
  public String version() {
    return version;
  }

  /** Weight of each feature. */
  public Map<Feature, Double> weights() {
    return Collections.unmodifiableMap(weights);
  }

  /** All that was found, best first; of equals the newest. */
  public List<Ranked> rank(String question, List<Found> found) {
    List<double[]> rows = features(question, found);
    List<Ranked> ranked = new ArrayList<>(found.size());
    for (int i = 0; i < rows.size(); i++) {
      ranked.add(ranked(found.get(i), rows.get(i)));
    }
    ranked.sort(BEST_FIRST);
    return ranked;
  }

  private Ranked ranked(Found memory, double[] row) {
    Map<Feature, Double> contributions = new EnumMap<>(Feature.class);
    double score = 0;
    for (Feature feature : Feature.values()) {
      double part = Objects.requireNonNull(weights.get(feature)) * row[feature.ordinal()];
      contributions.put(feature, part);
      score += part;
    }
    return new Ranked(memory, score, contributions);
  }
}
