// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Tokens and their ids as one block of bytes, sorted, which is looked through as it lies in its
 * file: a map of 30,000 tokens takes longer to fill than a process that wakes can wait.
 *
 * <p>The block: the number of tokens; for each, in the order of their UTF-8 bytes, its id and the
 * place behind its last byte; then all bytes. Numbers have four bytes, the highest first.
 */
final class Vocabulary {
  private static final int ENTRY = 2 * Integer.BYTES;
  private static final int NONE = -1;

  private final byte[] block;
  private final ByteBuffer numbers;
  private final int size;
  private final int text;

  private Vocabulary(byte[] block) {
    this.block = block;
    this.numbers = ByteBuffer.wrap(block);
    this.size = numbers.getInt(0);
    this.text = Integer.BYTES + size * ENTRY;
  }

  /** The vocabulary of a map. */
  static Vocabulary of(Map<String, Integer> ids) {
    List<Map.Entry<byte[], Integer>> tokens =
        ids.entrySet().stream()
            .map(token -> Map.entry(token.getKey().getBytes(UTF_8), token.getValue()))
            .sorted(Map.Entry.comparingByKey(Arrays::compareUnsigned))
            .toList();
    int text = Integer.BYTES + tokens.size() * ENTRY;
    int bytes = tokens.stream().mapToInt(token -> token.getKey().length).sum();
    ByteBuffer block = ByteBuffer.allocate(text + bytes).putInt(tokens.size());
    int end = text;
    for (Map.Entry<byte[], Integer> token : tokens) {
      end += token.getKey().length;
      block.putInt(token.getValue()).putInt(end);
    }
    tokens.forEach(token -> block.put(token.getKey()));
    return new Vocabulary(block.array());
  }

  /**
   * The vocabulary in a file that {@link #write} wrote.
   *
   * @throws IllegalStateException if there is no such file, or it is not whole
   */
  static Vocabulary read(Path file) {
    try {
      byte[] block = Files.readAllBytes(file);
      if (!whole(block)) {
        throw new IllegalStateException(
            file + ": expected a whole vocabulary, found " + block.length + " bytes");
      }
      return new Vocabulary(block);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  void write(Path file) throws IOException {
    Files.write(file, block);
  }

  /** The id of a token, negative where there is none of that name. */
  int id(String token) {
    if (!encodable(token)) {
      return NONE;
    }
    byte[] wanted = token.getBytes(UTF_8);
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int from = middle == 0 ? text : end(middle - 1);
      int order = Arrays.compareUnsigned(block, from, end(middle), wanted, 0, wanted.length);
      if (order == 0) {
        return numbers.getInt(Integer.BYTES + middle * ENTRY);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }

  /** Half a surrogate pair would become a question mark, which is a token. */
  private static boolean encodable(String token) {
    for (int i = 0; i < token.length(); i++) {
      if (Character.isSurrogate(token.charAt(i))) {
        if (Character.charCount(token.codePointAt(i)) == 1) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private int end(int entry) {
    return numbers.getInt(ENTRY + entry * ENTRY);
  }

  /** Whether the last token ends where the block does. */
  private static boolean whole(byte[] block) {
    ByteBuffer numbers = ByteBuffer.wrap(block);
    if (block.length < Integer.BYTES + ENTRY) {
      return false;
    }
    long last = (long) numbers.getInt(0) * ENTRY;
    return last > 0
        && last <= block.length - Integer.BYTES
        && numbers.getInt((int) last) == block.length;
  }
}
