// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of {@code terraform test}.
 *
 * @param name without its ending
 */
record TestFile(String name, Block.Body body) {

  /** One run of it, and what it expects to be refused. */
  record TestRun(TestFile file, String name, Block block, List<String> expectedFailures) {
    private static TestRun of(TestFile file, Block block) {
      List<String> expected =
          block
              .attribute("expect_failures")
              .map(a -> a.expression().replaceAll("[\\[\\]\\s]", ""))
              .stream()
              .flatMap(list -> Stream.of(list.split(",")))
              .filter(address -> !address.isBlank())
              .toList();
      return new TestRun(file, block.labels().getFirst(), block, expected);
    }

    boolean expectsFailureOf(String address) {
      return expectedFailures.contains(address);
    }

    /** A file with this run alone, so that it runs whatever became of those before it. */
    String alone() {
      return file.without(Set.of("run")) + block.source() + "\n";
    }

    /**
     * A file with this run alone under another name, of a module that is somewhere else.
     *
     * @param directory of the module, from where terraform runs
     */
    String aloneAs(String other, String directory) {
      String opening = "run \"" + name + "\" {";
      if (!block.source().startsWith(opening)) {
        throw new IllegalStateException("expected " + opening + ", found " + block.source());
      }
      return file.without(Set.of("run"))
          + "run \"%s\" {\n  module {\n    source = \"%s\"\n  }\n".formatted(other, directory)
          + block.source().substring(opening.length())
          + "\n";
    }

    /** A file with this run alone, without anything about providers, for a copy that has none. */
    String aloneWithoutProvider() {
      return file.only("variables") + block.source() + "\n";
    }
  }

  static TestFile read(Path file) {
    String name = file.getFileName().toString().replace(".tftest.hcl", "");
    return new TestFile(name, Block.Body.of(Configuration.text(file)));
  }

  List<TestRun> runs() {
    return body.blocks("run").stream().map(block -> TestRun.of(this, block)).toList();
  }

  private String without(Set<String> types) {
    return body.blocks().stream()
        .filter(block -> !types.contains(block.type()))
        .map(Block::source)
        .collect(Collectors.joining("\n\n", "", "\n\n"));
  }

  private String only(String type) {
    return body.blocks(type).stream()
        .map(Block::source)
        .collect(Collectors.joining("\n\n", "", "\n\n"));
  }
}
