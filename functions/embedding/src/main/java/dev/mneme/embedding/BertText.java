// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * What BERT's uncased models do to a text before its words are cut into pieces: control characters
 * go, accents go, letters become small, and every ideograph and every punctuation mark is a word
 * (Devlin et al., 2018, {@code BasicTokenizer}).
 */
final class BertText {
  private BertText() {}

  static List<String> words(String text) {
    String plain = Normalizer.normalize(cleaned(text), Normalizer.Form.NFD);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      i += Character.charCount(c);
      if (Character.getType(c) == Character.NON_SPACING_MARK) {
        continue;
      }
      int small = Character.toLowerCase(c);
      if (isSpace(small)) {
        end(word, words);
      } else if (isPunctuation(small)) {
        end(word, words);
        words.add(Character.toString(small));
      } else {
        word.appendCodePoint(small);
      }
    }
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isSpace(c)) {
        clean.append(' ');
      } else if (isIdeograph(c)) {
        clean.append(' ').appendCodePoint(c).append(' ');
      } else if (!isDropped(c)) {
        clean.appendCodePoint(c);
      }
    }
    return clean.toString();
  }

  private static boolean isSpace(int c) {
    return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }

  private static boolean isDropped(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> c == 0xfffd;
    };
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      // BERT counts every ASCII sign as punctuation, also those that Unicode calls symbols.
      default -> c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    };
  }

  /** The blocks read sign by sign, as the model was trained; kana and hangul are not among them. */
  private static boolean isIdeograph(int c) {
    return (c >= 0x4e00 && c <= 0x9fff)
        || (c >= 0x3400 && c <= 0x4dbf)
        || (c >= 0x20000 && c <= 0x2a6df)
        || (c >= 0x2a700 && c <= 0x2b73f)
        || (c >= 0x2b740 && c <= 0x2b81f)
        || (c >= 0x2b920 && c <= 0x2ceaf)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0x2f800 && c <= 0x2fa1f);
  }
}
