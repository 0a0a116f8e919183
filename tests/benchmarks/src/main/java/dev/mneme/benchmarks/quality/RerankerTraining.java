// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import dev.mneme.recall.ranking.Feature;
import dev.mneme.recall.ranking.Found;
import dev.mneme.recall.ranking.Reranker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Learns a reranker's weights: the softmax over what was found shall give the evidence all of the
 * probability (ListNet's top-one loss), with a little decay. The loss is convex, so there is one
 * best answer; Newton's method, its steps halved until they help, comes there in about ten.
 */
final class RerankerTraining {
  private static final int WIDTH = Feature.values().length;
  private static final int MOST_STEPS = 50;
  private static final double ENOUGH = 1e-9;
  private static final double SUFFICIENT = 1e-4;
  private static final double SHORTEST = 1e-6;

  private final List<Example> examples;

  private RerankerTraining(List<Example> examples) {
    this.examples = examples;
  }

  /** The weights for these questions; those without evidence among what was found teach nothing. */
  static Reranker train(String version, Collection<Case> cases) {
    List<Example> examples = new ArrayList<>();
    for (Case one : cases) {
      long hits = one.found().stream().filter(found -> isEvidence(one, found)).count();
      if (one.question().judged() && hits > 0) {
        double[] wanted =
            one.found().stream().mapToDouble(f -> isEvidence(one, f) ? 1.0 / hits : 0).toArray();
        examples.add(new Example(Reranker.features(one.question().text(), one.found()), wanted));
      }
    }
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("no question with evidence to learn from");
    }
    double[] spread = Spread.of(examples);
    examples.forEach(example -> example.divideBy(spread));
    double[] weights = new RerankerTraining(examples).learn();
    Map<Feature, Double> named = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      named.put(feature, weights[feature.ordinal()] / spread[feature.ordinal()]);
    }
    return new Reranker(version, named);
  }

  private static boolean isEvidence(Case one, Found found) {
    return one.question().evidence().contains(found.position());
  }

  private double[] learn() {
    double[] weights = new double[WIDTH];
    Loss loss = Loss.at(weights, examples);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = Linear.solve(loss.curvature(), loss.gradient());
      double slope = Linear.dot(direction, loss.gradient());
      double length = 1;
      double[] next = Linear.minus(weights, direction, length);
      Loss after = Loss.at(next, examples);
      while (after.value() > loss.value() - SUFFICIENT * length * slope && length > SHORTEST) {
        length /= 2;
        next = Linear.minus(weights, direction, length);
        after = Loss.at(next, examples);
      }
      double gain = loss.value() - after.value();
      weights = next;
      loss = after;
      if (gain < ENOUGH) {
        break;
      }
    }
    return weights;
  }
}
