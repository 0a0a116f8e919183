// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.util.List;
import java.util.Optional;

/**
 * A block of HCL.
 *
 * @param text the whole file
 * @param from place of its body in the file
 * @param to place of the brace that ends it
 * @param start place of its type
 */
record Block(String text, String type, List<String> labels, int from, int to, int start) {

  /** What a file, or a block, holds at its top. */
  record Body(List<Block> blocks, List<Attribute> attributes) {
    static Body of(String text) {
      return Scanner.body(text, 0, text.length());
    }

    List<Block> blocks(String type) {
      return blocks.stream().filter(block -> block.type().equals(type)).toList();
    }
  }

  /** An attribute, its expression between two places of the file. */
  record Attribute(String text, String name, int from, int to) {
    String expression() {
      return text.substring(from, to).strip();
    }
  }

  Body body() {
    return Scanner.body(text, from, to);
  }

  List<Block> blocks(String kind) {
    return body().blocks(kind);
  }

  Optional<Attribute> attribute(String name) {
    return body().attributes().stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /** Value of an attribute that is a plain string, escapes resolved. */
  Optional<String> string(String name) {
    return attribute(name)
        .map(Attribute::expression)
        .map(e -> e.substring(1, e.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\"));
  }

  /** The block as it is written. */
  String source() {
    return text.substring(start, to + 1);
  }

  /** Its head alone: the text would be the whole file. */
  @Override
  public String toString() {
    return type + " " + String.join(".", labels);
  }
}
