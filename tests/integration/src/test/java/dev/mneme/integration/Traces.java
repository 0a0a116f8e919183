// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for either half of words in files, byte by byte: as UTF-8, as UTF-16 of either order, in
 * hexadecimal and in Base64. What a store compresses or encrypts is not unpacked, so words have to
 * be random: then compression leaves them as they are, and at most cuts them once where a block
 * ends.
 */
final class Traces {
  private static final int CHUNK = 1 << 20;
  private static final Form[] NONE = {};
  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  /** By their first two bytes, so that all words take one reading and most bytes one look. */
  private final Form[][] byStart = new Form[1 << 16][];

  private final int longest;

  private Traces(Set<String> words) {
    List<Form> forms = words.stream().flatMap(word -> forms(word).stream()).toList();
    Arrays.fill(byStart, NONE);
    for (Form form : forms) {
      int start = start(form.bytes, 0);
      byStart[start] = Arrays.copyOf(byStart[start], byStart[start].length + 1);
      byStart[start][byStart[start].length - 1] = form;
    }
    longest = forms.stream().mapToInt(form -> form.bytes.length).max().orElseThrow();
  }

  /** The files below a directory that hold any of the words, relative to it, each with those. */
  static Map<String, Set<String>> of(Set<String> words, Path directory) {
    Traces traces = new Traces(words);
    Map<String, Set<String>> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Set<String> held = traces.in(file);
        if (!held.isEmpty()) {
          found.put(directory.relativize(file).toString(), held);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // A server took a file or a directory away meanwhile.
      return of(words, directory);
    }
    return found;
  }

  /** What half a word may look like; at least two bytes. */
  private record Form(String word, byte[] bytes) {
    boolean isAt(byte[] window, int at, int length) {
      return at + bytes.length <= length
          && Arrays.equals(window, at, at + bytes.length, bytes, 0, bytes.length);
    }
  }

  private static List<Form> forms(String word) {
    int half = word.length() / 2;
    List<Form> forms = new ArrayList<>();
    for (String part : List.of(word.substring(0, half), word.substring(half))) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      CHARSETS.forEach(charset -> forms.add(new Form(word, part.getBytes(charset))));
      forms.add(new Form(word, ascii(HexFormat.of().formatHex(bytes))));
      forms.add(new Form(word, ascii(HexFormat.ofDelimiter(" ").formatHex(bytes))));
      for (int shift = 0; shift < 3; shift++) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        // The first and the last characters depend on what is beside the word.
        forms.add(new Form(word, ascii(base64.substring(4, base64.length() - 2))));
      }
    }
    return forms;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Set<String> in(Path file) {
    Set<String> words = new TreeSet<>();
    byte[] window = new byte[longest + CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      int kept = 0;
      int read = in.readNBytes(window, 0, CHUNK);
      while (read > 0) {
        int length = kept + read;
        search(window, length, words);
        kept = Math.min(longest - 1, length);
        System.arraycopy(window, length - kept, window, 0, kept);
        read = in.readNBytes(window, kept, CHUNK);
      }
      return words;
    } catch (NoSuchFileException gone) {
      return Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void search(byte[] window, int length, Set<String> words) {
    for (int at = 0; at < length - 1; at++) {
      for (Form form : byStart[start(window, at)]) {
        if (form.isAt(window, at, length)) {
          words.add(form.word);
        }
      }
    }
  }

  private static int start(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }
}
