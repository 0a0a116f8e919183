// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A module or a root, as it is written.
 *
 * @param directory where it is
 * @param files its files' names to their text
 */
record Configuration(Path directory, Map<String, String> files) {

  /** Reads the files of a directory, without those of directories below. */
  static Configuration read(Path directory) {
    Map<String, String> files = new TreeMap<>();
    for (Path file : list(directory)) {
      if (file.toString().endsWith(".tf")) {
        files.put(file.getFileName().toString(), text(file));
      }
    }
    return new Configuration(directory, files);
  }

  /** All modules and roots below {@code terraform/}, by name. */
  static List<Configuration> all(Path terraform) {
    return Stream.of("modules", "examples")
        .flatMap(kind -> list(terraform.resolve(kind)).stream())
        .filter(Files::isDirectory)
        .map(Configuration::read)
        .filter(configuration -> !configuration.files().isEmpty())
        .toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  List<Block> blocks(String type) {
    return files.values().stream()
        .flatMap(text -> Block.Body.of(text).blocks(type).stream())
        .toList();
  }

  List<Variable> variables() {
    return blocks("variable").stream().map(Variable::of).toList();
  }

  /** Test files, in order. */
  List<TestFile> tests() {
    return list(directory.resolve("tests")).stream()
        .filter(file -> file.toString().endsWith(".tftest.hcl"))
        .map(TestFile::read)
        .toList();
  }

  /** Such as {@code modules/storage}. */
  @Override
  public String toString() {
    return directory.getName(directory.getNameCount() - 2) + "/" + directory.getFileName();
  }
}
