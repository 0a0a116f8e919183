// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a language model writes, piece by piece, and lets through each sentence that cites:
 * words, then numbers in brackets. A sentence without any, and a number that no memory has, are
 * dropped.
 */
final class CitationReader {
  private static final String NUMBERS = "\\[\\s*+\\d{1,3}(?:\\s*+,\\s*+\\d{1,3})*+\\s*+\\]";

  /** Citations, and the stop where it comes after them; found in one pass over the text. */
  private static final Pattern CITATIONS =
      Pattern.compile("((?:" + NUMBERS + "\\s*+)++)([.!?。！？…]++)?");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  /** A model that writes on and on without citing is not listened to for ever. */
  private static final int LONGEST = 8_000;

  private final List<String> memories;
  private final Consumer<CitedSentence> told;
  private final StringBuilder open = new StringBuilder();
  private final List<CitedSentence> sentences = new ArrayList<>();

  /**
   * @param memories ids; the first is cited as [1]
   */
  CitationReader(List<String> memories, Consumer<CitedSentence> told) {
    this.memories = memories;
    this.told = told;
  }

  /** Takes the next piece of text. */
  void accept(String piece) {
    if (open.length() + piece.length() <= LONGEST) {
      open.append(piece);
      read(false);
    }
  }

  /** Ends the text; all sentences that cite. */
  List<CitedSentence> end() {
    read(true);
    return List.copyOf(sentences);
  }

  private void read(boolean ended) {
    Matcher citations = CITATIONS.matcher(open);
    int done = 0;
    while (citations.find()) {
      if (!ended && moreMayCome(citations.end())) {
        break;
      }
      String words = open.substring(done, citations.start());
      tell(words, cited(citations.group(1)), citations.group(2));
      done = citations.end();
    }
    open.delete(0, done);
  }

  /** Until something else follows, another citation or the stop may. */
  private boolean moreMayCome(int end) {
    return end == open.length() || (open.charAt(end) == '[' && open.indexOf("]", end) < 0);
  }

  /** Of several sentences before a citation only the last one has it. */
  private void tell(String words, List<String> cited, @Nullable String stop) {
    List<String> before = Sentences.of(words);
    if (before.isEmpty() || cited.isEmpty()) {
      return;
    }
    String text = before.getLast() + (stop == null ? "" : stop);
    if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
      CitedSentence sentence = new CitedSentence(text, cited);
      sentences.add(sentence);
      told.accept(sentence);
    }
  }

  private List<String> cited(String brackets) {
    Set<String> cited = new LinkedHashSet<>();
    Matcher number = NUMBER.matcher(brackets);
    while (number.find()) {
      int index = Integer.parseInt(number.group()) - 1;
      if (index >= 0 && index < memories.size()) {
        cited.add(memories.get(index));
      }
    }
    return List.copyOf(cited);
  }
}
