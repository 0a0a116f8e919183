// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The model's vocabulary. The file holds one byte string a token, each after its length: one byte
 * below 128, or two, the first of them carrying the low seven bits.
 */
final class Tokens {
  /** What decoding starts from. */
  static final int START = 1;

  /** What ends a text. */
  static final int END = 2;

  /** SentencePiece's mark of a space, {@code U+2581}. */
  private static final String SPACE = "\u2581";

  private static final int BYTE_TOKENS_FROM = 3;
  private static final int BYTE_TOKENS_TO = BYTE_TOKENS_FROM + 256;

  private final List<byte[]> tokens = new ArrayList<>();

  Tokens(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    while (in.hasRemaining()) {
      int length = in.get() & 0xff;
      if (length >= 128) {
        length = (in.get() & 0xff) * 128 + length - 128;
      }
      byte[] token = new byte[length];
      in.get(token);
      tokens.add(token);
    }
  }

  int size() {
    return tokens.size();
  }

  /** Whether a token begins a new word; what does not belongs to the word before. */
  boolean beginsWord(int token) {
    return new String(tokens.get(token), StandardCharsets.UTF_8).startsWith(SPACE);
  }

  /** Several tokens as text; markers that are no text are left out. */
  String text(List<Integer> some) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int token : some) {
      if (!marker(token)) {
        bytes.writeBytes(tokens.get(token));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(SPACE, " ").strip();
  }

  private boolean marker(int token) {
    byte[] bytes = tokens.get(token);
    boolean spelledByte = token >= BYTE_TOKENS_FROM && token < BYTE_TOKENS_TO;
    return !spelledByte && bytes.length > 2 && bytes[0] == '<' && bytes[bytes.length - 1] == '>';
  }
}
