// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import dev.mneme.contract.data.Word;
import dev.mneme.transcribe.speech.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives the words of a stretch their times in the recording. A word begins at its {@link Onset} and
 * ends where the next begins, or before that where the sound falls quiet.
 *
 * <p>A word that its context foretold has its onset at once after that of the word before it. Such
 * words share the sound up to the next word that was really waited for, each in proportion to its
 * length in letters.
 */
final class WordTimes {
  private WordTimes() {}

  static List<Word> of(List<SpokenWord> spoken, Stretch stretch, Loudness loudness) {
    int[] starts = starts(spoken, stretch, loudness);
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < spoken.size(); i++) {
      int end = i + 1 < starts.length ? starts[i + 1] : stretch.end();
      while (end > starts[i] + 1 && loudness.isQuiet(end - 1)) {
        end--;
      }
      SpokenWord word = spoken.get(i);
      words.add(new Word(word.text(), seconds(starts[i]), seconds(end), word.confidence()));
    }
    return words;
  }

  private static int[] starts(List<SpokenWord> spoken, Stretch stretch, Loudness loudness) {
    int[] starts = new int[spoken.size()];
    int anchor = 0;
    while (anchor < starts.length) {
      int next = anchor + 1;
      while (next < starts.length && foretold(spoken, next)) {
        next++;
      }
      int from = frame(spoken.get(anchor), stretch);
      int to = next < starts.length ? frame(spoken.get(next), stretch) : stretch.end();
      share(spoken.subList(anchor, next), sounding(loudness, from, to), starts, anchor);
      anchor = next;
    }
    return starts;
  }

  private static boolean foretold(List<SpokenWord> spoken, int word) {
    return spoken.get(word).onset() - spoken.get(word - 1).onset() <= Onset.RESOLUTION;
  }

  /** The frames that are not quiet; the first always, so that there is one. */
  private static int[] sounding(Loudness loudness, int from, int to) {
    return IntStream.range(from, Math.max(to, from + 1))
        .filter(frame -> frame == from || !loudness.isQuiet(frame))
        .toArray();
  }

  private static void share(List<SpokenWord> words, int[] frames, int[] starts, int first) {
    int letters = words.stream().mapToInt(word -> word.text().length()).sum();
    int before = 0;
    for (int i = 0; i < words.size(); i++) {
      starts[first + i] = frames[(int) ((long) frames.length * before / letters)];
      before += words.get(i).text().length();
    }
  }

  private static int frame(SpokenWord word, Stretch stretch) {
    return Math.min(stretch.first() + word.onset() / Loudness.FRAME, stretch.end() - 1);
  }

  private static double seconds(int frame) {
    return (double) frame * Loudness.FRAME / Recording.SAMPLE_RATE;
  }
}
