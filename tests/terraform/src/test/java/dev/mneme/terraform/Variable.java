// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.util.List;
import java.util.Optional;

/**
 * An input.
 *
 * @param type as it is written; empty if it is not
 * @param validations its blocks, in order
 */
record Variable(
    Block block,
    String name,
    String type,
    Optional<String> description,
    Optional<String> fallback,
    List<Block> validations) {

  static Variable of(Block block) {
    return new Variable(
        block,
        block.labels().getFirst(),
        block.attribute("type").map(Block.Attribute::expression).orElse(""),
        block.string("description"),
        block.attribute("default").map(Block.Attribute::expression),
        block.blocks("validation"));
  }
}
