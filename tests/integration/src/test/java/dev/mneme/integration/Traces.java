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
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for either half of a word in files, byte by byte: as UTF-8, as UTF-16 of either order, in
 * hexadecimal and in Base64. What a store compresses or encrypts is not unpacked, so the word has
 * to be random: then compression leaves it as it is, and at most cuts it once where a block ends.
 */
final class Traces {
  private static final int CHUNK = 1 << 20;
  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  private Traces() {}

  /** The files below a directory that hold a word, relative to it. */
  static Set<String> of(String word, Path directory) {
    int half = word.length() / 2;
    List<byte[]> forms = forms(word.substring(0, half));
    forms.addAll(forms(word.substring(half)));
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> holds(file, forms))
          .forEach(file -> found.add(directory.relativize(file).toString()));
    } catch (IOException | UncheckedIOException e) {
      // A server took a file or a directory away meanwhile.
      return of(word, directory);
    }
    return found;
  }

  private static List<byte[]> forms(String word) {
    List<byte[]> forms = new ArrayList<>();
    CHARSETS.forEach(charset -> forms.add(word.getBytes(charset)));
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    forms.add(ascii(HexFormat.of().formatHex(bytes)));
    forms.add(ascii(HexFormat.ofDelimiter(" ").formatHex(bytes)));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + bytes.length];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // The first and the last characters depend on what is beside the word.
      forms.add(ascii(base64.substring(4, base64.length() - 2)));
    }
    return forms;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean holds(Path file, List<byte[]> forms) {
    int longest = forms.stream().mapToInt(form -> form.length).max().orElseThrow();
    byte[] window = new byte[CHUNK + longest];
    try (InputStream in = Files.newInputStream(file)) {
      int kept = 0;
      int read = in.readNBytes(window, 0, CHUNK);
      while (read > 0) {
        int length = kept + read;
        for (byte[] form : forms) {
          if (contains(window, length, form)) {
            return true;
          }
        }
        kept = Math.min(longest - 1, length);
        System.arraycopy(window, length - kept, window, 0, kept);
        read = in.readNBytes(window, kept, CHUNK);
      }
      return false;
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(byte[] window, int length, byte[] form) {
    for (int at = 0; at <= length - form.length; at++) {
      if (window[at] == form[0] && matches(window, at, form)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] window, int at, byte[] form) {
    for (int i = 1; i < form.length; i++) {
      if (window[at + i] != form[i]) {
        return false;
      }
    }
    return true;
  }
}
