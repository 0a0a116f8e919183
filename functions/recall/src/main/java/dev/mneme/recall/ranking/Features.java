// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The features of everything that one search found; a neighbour that was not found adds 0. */
final class Features {
  /** What a neighbour counts, the nearest first. */
  private static final double[] NEIGHBOURS = {1, 0.5};

  private final Map<Long, Found> byPosition;
  private final Sessions sessions;
  private final NamedPeople named;
  private final Scale scale;

  private Features(String question, List<Found> found) {
    this.byPosition =
        found.stream().collect(Collectors.toMap(Found::position, Function.identity()));
    this.sessions = Sessions.of(found);
    this.named = NamedPeople.in(question);
    this.scale = Scale.of(found);
  }

  /**
   * One row a memory, in the given order, with a number a {@link Feature}, in the enum's order.
   *
   * @param question as it was asked
   * @param found by one search of one owner's memories, each once
   */
  static List<double[]> of(String question, List<Found> found) {
    Features features = new Features(question, found);
    List<double[]> rows = new ArrayList<>(found.size());
    for (Found memory : found) {
      rows.add(features.row(memory));
    }
    return rows;
  }

  private double[] row(Found memory) {
    Sessions.Best session = sessions.best(memory);
    return new double[] {
      words(memory),
      nearness(memory),
      neighbours(memory, -1, this::words),
      neighbours(memory, -1, this::nearness),
      neighbours(memory, 1, this::words),
      neighbours(memory, 1, this::nearness),
      memory.people().stream().anyMatch(named::has) ? 1 : 0,
      scale.words(session.words()),
      scale.nearness(session.nearness())
    };
  }

  private double neighbours(Found memory, int direction, ToDoubleFunction<Found> score) {
    double sum = 0;
    for (int i = 0; i < NEIGHBOURS.length; i++) {
      Found neighbour = byPosition.get(memory.position() + (long) direction * (i + 1));
      if (neighbour != null && sessions.together(memory, neighbour)) {
        sum += NEIGHBOURS[i] * score.applyAsDouble(neighbour);
      }
    }
    return sum;
  }

  private double words(Found memory) {
    return scale.words(memory.words());
  }

  private double nearness(Found memory) {
    return scale.nearness(memory.nearness());
  }
}
