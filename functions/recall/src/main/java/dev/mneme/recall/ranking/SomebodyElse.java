// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Whether a question about one person is about what another one did: of <i>What did Nora name the
 * cat?</i> there is no answer where the memory of a cat's name speaks of Leon.
 */
public final class SomebodyElse {
  /**
   * How far ahead others may be before nothing is answered; see the README for how it was chosen.
   */
  public static final double TOO_FAR = 0.4;

  private SomebodyElse() {}

  /**
   * How far the best memory by words that speaks of others only is ahead of the best that speaks of
   * those whom the question names.
   *
   * @param question as it was asked
   * @param found by one search of one owner's memories
   * @return share of the best BM25 score of the search; below 0 where others are behind, and -1
   *     where there is nobody to compare
   */
  public static double ahead(String question, List<Found> found) {
    NamedPeople named = NamedPeople.in(question);
    Predicate<Found> ofNamed = memory -> memory.people().stream().anyMatch(named::has);
    OptionalDouble mine = mostWords(found, ofNamed);
    OptionalDouble others =
        mostWords(found, ofNamed.negate().and(memory -> !memory.people().isEmpty()));
    double most = found.stream().mapToDouble(Found::words).max().orElse(0);
    return mine.isEmpty() || others.isEmpty() || most == 0
        ? -1
        : (others.getAsDouble() - mine.getAsDouble()) / most;
  }

  private static OptionalDouble mostWords(List<Found> found, Predicate<Found> of) {
    return found.stream().filter(of).mapToDouble(Found::words).max();
  }
}
