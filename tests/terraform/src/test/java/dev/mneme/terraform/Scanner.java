// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the structure of HCL: blocks and attributes, with the places of their bodies and
 * expressions. Expressions are text; strings, templates, heredocs and comments are skipped whole.
 */
final class Scanner {
  private final String text;
  private final int end;
  private int at;

  private Scanner(String text, int from, int end) {
    this.text = text;
    this.at = from;
    this.end = end;
  }

  /** Everything between two places of a text. */
  static Block.Body body(String text, int from, int to) {
    return new Scanner(text, from, to).body();
  }

  private Block.Body body() {
    List<Block> blocks = new ArrayList<>();
    List<Block.Attribute> attributes = new ArrayList<>();
    for (skipBlank(); at < end; skipBlank()) {
      int start = at;
      String name = word();
      List<String> labels = new ArrayList<>();
      skipSpaces();
      while (text.charAt(at) != '{' && text.charAt(at) != '=') {
        labels.add(word());
        skipSpaces();
      }
      if (text.charAt(at++) == '=') {
        skipSpaces();
        int expression = at;
        skipUntil('\n');
        attributes.add(new Block.Attribute(text, name, expression, at));
      } else {
        int inside = at;
        skipUntil('}');
        blocks.add(new Block(text, name, labels, inside, at, start));
        at++;
      }
    }
    return new Block.Body(List.copyOf(blocks), List.copyOf(attributes));
  }

  /** An identifier, or a quoted label without its quotes. */
  private String word() {
    int start = at;
    if (text.charAt(at) == '"') {
      skipString();
      return text.substring(start + 1, at - 1);
    }
    while (Character.isLetterOrDigit(text.charAt(at)) || "_-.".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == start) {
      throw new IllegalArgumentException(
          "expected a name, found " + text.substring(at, Math.min(end, at + 40)));
    }
    return text.substring(start, at);
  }

  /** To the next stop that is in no bracket, string or comment, or to the end. */
  private void skipUntil(char stop) {
    int depth = 0;
    while (at < end) {
      char c = text.charAt(at);
      if (c == stop && depth == 0) {
        return;
      }
      if (comment()) {
        continue;
      }
      if (c == '"') {
        skipString();
      } else if (text.startsWith("<<", at) && heredoc()) {
        continue;
      } else {
        depth += "{[(".indexOf(c) >= 0 ? 1 : "}])".indexOf(c) >= 0 ? -1 : 0;
        at++;
      }
    }
  }

  private void skipString() {
    at++;
    while (text.charAt(at) != '"') {
      if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
        at += 3;
      } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
        at += 2;
        skipUntil('}');
        at++;
      } else {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
    }
    at++;
  }

  private boolean heredoc() {
    int line = text.indexOf('\n', at);
    String mark = text.substring(at + 2, line).replaceFirst("^-", "").strip();
    if (mark.isEmpty() || !mark.chars().allMatch(Character::isLetterOrDigit)) {
      at += 2;
      return true;
    }
    do {
      at = line + 1;
      line = text.indexOf('\n', at);
    } while (!text.substring(at, line).strip().equals(mark));
    at = line;
    return true;
  }

  /** Whether a comment began here; then it is skipped, without its line's end. */
  private boolean comment() {
    if (text.charAt(at) == '#' || text.startsWith("//", at)) {
      int line = text.indexOf('\n', at);
      at = line < 0 ? end : line;
      return true;
    }
    if (text.startsWith("/*", at)) {
      at = text.indexOf("*/", at) + 2;
      return true;
    }
    return false;
  }

  private void skipBlank() {
    while (at < end && (Character.isWhitespace(text.charAt(at)) || comment())) {
      if (at < end && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
  }

  private void skipSpaces() {
    while (text.charAt(at) == ' ') {
      at++;
    }
  }
}
