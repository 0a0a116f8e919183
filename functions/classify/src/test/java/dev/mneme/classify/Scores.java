// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Labels that were given beside those that were meant. */
final class Scores<E extends Enum<E>> {
  private final Class<E> kind;
  private final List<E> meant = new ArrayList<>();
  private final List<E> given = new ArrayList<>();

  Scores(Class<E> kind) {
    this.kind = kind;
  }

  void add(E meantLabel, E givenLabel) {
    meant.add(meantLabel);
    given.add(givenLabel);
  }

  int size() {
    return meant.size();
  }

  double accuracy() {
    int right = 0;
    for (int i = 0; i < meant.size(); i++) {
      right += meant.get(i) == given.get(i) ? 1 : 0;
    }
    return (double) right / meant.size();
  }

  /** The mean over all labels of the harmonic mean of precision and recall. */
  double macroF1() {
    int labels = kind.getEnumConstants().length;
    double[] both = new double[labels];
    double[] either = new double[labels];
    for (int i = 0; i < meant.size(); i++) {
      either[meant.get(i).ordinal()]++;
      either[given.get(i).ordinal()]++;
      both[meant.get(i).ordinal()] += meant.get(i) == given.get(i) ? 2 : 0;
    }
    return IntStream.range(0, labels)
        .mapToDouble(label -> either[label] == 0 ? 0 : both[label] / either[label])
        .average()
        .orElseThrow();
  }
}
