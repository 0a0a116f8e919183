// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** This module's README, as the tests that hold it to the code read it. */
final class Readme {
  private static final String TEXT = read();

  private Readme() {}

  /**
   * The cells behind the first one of each row, without backticks, of the table below a heading.
   */
  static Map<String, List<String>> table(String heading) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    section(heading)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .forEach(
            cells -> {
              List<String> plain = Arrays.stream(cells).map(Readme::plain).toList();
              if (rows.put(plain.getFirst(), plain.subList(1, plain.size())) != null) {
                throw new IllegalStateException("twice in the table: " + plain.getFirst());
              }
            });
    return rows;
  }

  /** The first block of code in a language. */
  static String block(String language) {
    String fence = "```";
    int begin = TEXT.indexOf(fence + language + "\n") + fence.length() + language.length() + 1;
    return TEXT.substring(begin, TEXT.indexOf(fence, begin));
  }

  private static String section(String heading) {
    int begin = TEXT.indexOf("## " + heading + "\n");
    if (begin < 0) {
      throw new IllegalStateException("no heading " + heading);
    }
    int end = TEXT.indexOf("\n#", begin + 1);
    return end < 0 ? TEXT.substring(begin) : TEXT.substring(begin, end);
  }

  private static String plain(String cell) {
    return cell.strip().replace("`", "");
  }

  private static String read() {
    try {
      return Files.readString(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
