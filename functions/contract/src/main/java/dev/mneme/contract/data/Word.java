// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Written;

/**
 * One spoken word.
 *
 * @param word as written, punctuation attached; 1 to 1,000 characters
 * @param startSeconds from the start of the audio
 * @param endSeconds from the start of the audio, not before {@code startSeconds}
 * @param confidence 0 to 1
 */
public record Word(String word, double startSeconds, double endSeconds, double confidence)
    implements Written {
  private static final int LONGEST = 1_000;

  static Word read(FieldReader json) {
    return new Word(
        json.text("word"),
        json.number("startSeconds"),
        json.number("endSeconds"),
        json.number("confidence"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("word", word);
    json.put("startSeconds", startSeconds);
    json.put("endSeconds", endSeconds);
    json.put("confidence", confidence);
  }

  void check(String field, FieldErrors errors) {
    errors.text(field + ".word", word, LONGEST);
    errors.amount(field + ".startSeconds", startSeconds);
    errors.amount(field + ".endSeconds", endSeconds);
    errors.check(
        !(endSeconds < startSeconds), field + ".endSeconds", endSeconds, startSeconds + " or more");
    errors.share(field + ".confidence", confidence);
  }
}
