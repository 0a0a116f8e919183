// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Written;
import java.util.List;

/**
 * How a text came from speech.
 *
 * @param engine name and version of what transcribed it
 * @param confidence 0 to 1, over all words
 * @param durationSeconds length of the audio
 * @param words in the order spoken; empty where nothing was said
 */
public record Transcript(String engine, double confidence, double durationSeconds, List<Word> words)
    implements Written {
  static Transcript read(FieldReader json) {
    return new Transcript(
        json.text("engine"),
        json.number("confidence"),
        json.number("durationSeconds"),
        json.objects("words", Word::read));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("engine", engine);
    json.put("confidence", confidence);
    json.put("durationSeconds", durationSeconds);
    json.put("words", words);
  }

  void check(String field, FieldErrors errors) {
    errors.text(field + ".engine", engine, 100);
    errors.share(field + ".confidence", confidence);
    errors.amount(field + ".durationSeconds", durationSeconds);
    if (errors.present(field + ".words", words)) {
      for (int i = 0; i < words.size(); i++) {
        String at = field + ".words[" + i + "]";
        Word word = words.get(i);
        if (errors.present(at, word)) {
          word.check(at, errors);
        }
      }
    }
  }
}
