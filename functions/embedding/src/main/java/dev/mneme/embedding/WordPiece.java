// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * BERT's WordPiece: each word is cut, from the left, into the longest pieces that the vocabulary
 * has. Written in Java because the usual native tokenizer costs a 15 MB library at every start.
 * Names of special tokens inside a text are text: nobody can write a {@code [SEP]}.
 */
final class WordPiece {
  /** Ids in one window, the two special tokens included. */
  static final int WINDOW = 256;

  static final String VOCABULARY_FILE = "/all-minilm-l6-v2-q-tokenizer.json";

  /** No name comes twice, so remembering 30,000 of them would take longer than reading them. */
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build();

  private static final int LONGEST_WORD = 100;
  private static final String CONTINUED = "##";

  private final Vocabulary vocabulary;
  private final int unknown;
  private final int start;
  private final int end;

  WordPiece(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = special("[UNK]");
    this.start = special("[CLS]");
    this.end = special("[SEP]");
  }

  /** With the vocabulary on the class path. */
  static WordPiece load() {
    return new WordPiece(packed());
  }

  /** The vocabulary on the class path. */
  static Vocabulary packed() {
    try (InputStream in = WordPiece.class.getResourceAsStream(VOCABULARY_FILE)) {
      if (in == null) {
        throw new IllegalStateException(VOCABULARY_FILE + " is not on the class path");
      }
      return Vocabulary.of(ids(in));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + VOCABULARY_FILE, e);
    }
  }

  /** The text in windows of nearly equal size, at least one, each between its special tokens. */
  List<long[]> windows(String text) {
    int[] ids = ids(text);
    int room = WINDOW - 2;
    int count = Math.max(1, Math.ceilDiv(ids.length, room));
    List<long[]> windows = new ArrayList<>(count);
    for (int w = 0; w < count; w++) {
      int from = (int) ((long) ids.length * w / count);
      int to = (int) ((long) ids.length * (w + 1) / count);
      long[] window = new long[to - from + 2];
      window[0] = start;
      for (int i = from; i < to; i++) {
        window[i - from + 1] = ids[i];
      }
      window[window.length - 1] = end;
      windows.add(window);
    }
    return windows;
  }

  /** The ids of a whole text, without special tokens. */
  int[] ids(String text) {
    Ids ids = new Ids();
    for (String word : BertText.words(text)) {
      cut(word, ids);
    }
    return ids.toArray();
  }

  private void cut(String word, Ids ids) {
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      ids.add(unknown);
      return;
    }
    int before = ids.size;
    int from = 0;
    while (from < word.length()) {
      int to = word.length();
      int id = piece(word, from, to);
      while (id < 0 && to > from + 1) {
        to--;
        id = piece(word, from, to);
      }
      if (id < 0) {
        ids.size = before;
        ids.add(unknown);
        return;
      }
      ids.add(id);
      from = to;
    }
  }

  private int piece(String word, int from, int to) {
    String piece = word.substring(from, to);
    return vocabulary.id(from == 0 ? piece : CONTINUED + piece);
  }

  private int special(String token) {
    int id = vocabulary.id(token);
    if (id < 0) {
      throw new IllegalStateException("the vocabulary has no " + token);
    }
    return id;
  }

  private static Map<String, Integer> ids(InputStream json) {
    Map<String, Integer> ids = HashMap.newHashMap(30_522);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.PROPERTY_NAME
            && parser.currentName().equals("vocab")) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String token = parser.currentName();
            parser.nextToken();
            ids.put(token, parser.getIntValue());
          }
          return ids;
        }
      }
    }
    throw new IllegalStateException(VOCABULARY_FILE + " has no vocabulary");
  }

  /** A list of ids that grows without boxing. */
  private static final class Ids {
    private int[] ids = new int[64];
    private int size;

    void add(int id) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
      }
      ids[size++] = id;
    }

    int[] toArray() {
      return Arrays.copyOf(ids, size);
    }
  }
}
