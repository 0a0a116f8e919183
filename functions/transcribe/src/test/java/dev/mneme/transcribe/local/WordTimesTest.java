// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.data.Word;
import dev.mneme.transcribe.speech.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordTimesTest {
  private static final int SECOND = Recording.SAMPLE_RATE;
  private static final Stretch ALL = new Stretch(0, 4 * SECOND / Loudness.FRAME);

  /** Four seconds of sound but for the quiet between two moments, in seconds. */
  private static Loudness quietBetween(double from, double to) {
    float[] samples = new float[4 * SECOND];
    for (int i = 0; i < samples.length; i++) {
      boolean quiet = i >= from * SECOND && i < to * SECOND;
      samples[i] = quiet ? 0 : (float) (0.3 * Math.sin(i * 0.2));
    }
    return new Loudness(samples);
  }

  private static SpokenWord word(String text, double onset) {
    return new SpokenWord(text, (int) (onset * SECOND), 0.9);
  }

  @Test
  void aWordEndsWhereTheNextBegins() {
    // When
    List<Word> words =
        WordTimes.of(List.of(word("flat", 1), word("glass", 2)), ALL, quietBetween(0, 0));

    // Then
    assertThat(words).containsExactly(new Word("flat", 1, 2, 0.9), new Word("glass", 2, 4, 0.9));
  }

  @Test
  void aWordEndsWhereItFallsQuiet() {
    // When
    List<Word> words =
        WordTimes.of(List.of(word("flat", 1), word("glass", 3)), ALL, quietBetween(1.5, 3));

    // Then
    assertThat(words.getFirst()).isEqualTo(new Word("flat", 1, 1.5, 0.9));
  }

  @Test
  void foretoldWordsShareTheSoundByTheirLetters() {
    // Given two words of four letters at once, and silence in the middle of their sound
    List<SpokenWord> spoken = List.of(word("flat", 0), word("calm", 0.04), word("sea", 3));

    // When
    List<Word> words = WordTimes.of(spoken, ALL, quietBetween(1, 2));

    // Then each has one of the two seconds that sound
    assertThat(words.get(0).endSeconds()).isCloseTo(1, within(0.03));
    assertThat(words.get(1).startSeconds()).isCloseTo(2, within(0.03));
    assertThat(words.get(1).endSeconds()).isCloseTo(3, within(0.03));
  }

  @Test
  void timesCountFromTheStartOfTheRecording() {
    // Given a stretch that begins after a second
    Stretch later = new Stretch(50, ALL.end());

    // When
    List<Word> words = WordTimes.of(List.of(word("sea", 1)), later, quietBetween(0, 0));

    // Then
    assertThat(words.getFirst().startSeconds()).isEqualTo(2);
  }

  @Test
  void noWordIsWithoutLength() {
    // Given words at the very end
    List<SpokenWord> spoken = List.of(word("a", 4), word("b", 4), word("c", 4));

    // When / Then
    assertThat(WordTimes.of(spoken, ALL, quietBetween(0, 0)))
        .allSatisfy(w -> assertThat(w.endSeconds()).isGreaterThanOrEqualTo(w.startSeconds()));
  }
}
