// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what a configuration refuses, and disables it. */
final class Conditions {
  private static final Pattern LOCAL = Pattern.compile("\\blocal\\.([A-Za-z0-9_]+)");

  private Conditions() {}

  /** A resource, data source or output, and its preconditions and postconditions. */
  record Guarded(String address, List<Block> conditions) {}

  static List<Guarded> guarded(Configuration configuration) {
    return Stream.of("resource", "data", "output")
        .flatMap(type -> configuration.blocks(type).stream())
        .map(block -> new Guarded(address(block), conditions(block)))
        .filter(guarded -> !guarded.conditions().isEmpty())
        .toList();
  }

  /** The inputs alone, with the constants that their validations need; of each, one is disabled. */
  static String inputs(Configuration configuration, int disabled) {
    StringBuilder inputs = new StringBuilder();
    Set<String> wanted = new TreeSet<>();
    for (Variable variable : configuration.variables()) {
      String source = variable.block().source();
      wanted.addAll(locals(source));
      if (variable.validations().size() > disabled) {
        Block.Attribute condition =
            variable.validations().get(disabled).attribute("condition").orElseThrow();
        int start = variable.block().start();
        // It has to speak of its variable.
        source =
            source.substring(0, condition.from() - start)
                + "var.%s == null || true".formatted(variable.name())
                + source.substring(condition.to() - start);
      }
      inputs.append(source).append("\n\n");
    }
    Map<String, String> constants = constants(configuration, wanted);
    constants.forEach(
        (name, value) -> inputs.append("locals {\n  %s = %s\n}\n\n".formatted(name, value)));
    return inputs.toString();
  }

  /** Disables one condition of each resource, data source and output below a directory. */
  static void disable(Path directory, int index) throws IOException {
    for (var file : Configuration.read(directory).files().entrySet()) {
      String text = file.getValue();
      List<Block.Attribute> disabled =
          guarded(new Configuration(directory, Map.of(file.getKey(), text))).stream()
              .filter(guarded -> guarded.conditions().size() > index)
              .map(guarded -> guarded.conditions().get(index).attribute("condition").orElseThrow())
              .sorted(Comparator.comparingInt(Block.Attribute::from).reversed())
              .toList();
      for (Block.Attribute condition : disabled) {
        // It has to speak of something of the configuration.
        text =
            text.substring(0, condition.from())
                + "(%s) || true".formatted(condition.expression())
                + text.substring(condition.to());
      }
      Files.writeString(directory.resolve(file.getKey()), text);
    }
  }

  private static Map<String, String> constants(Configuration configuration, Set<String> wanted) {
    Map<String, String> all = new LinkedHashMap<>();
    configuration.blocks("locals").stream()
        .flatMap(block -> block.body().attributes().stream())
        .forEach(attribute -> all.put(attribute.name(), attribute.expression()));
    Map<String, String> needed = new LinkedHashMap<>();
    List<String> open = new ArrayList<>(wanted);
    while (!open.isEmpty()) {
      String name = open.removeLast();
      if (needed.putIfAbsent(name, all.getOrDefault(name, "null")) == null) {
        open.addAll(locals(all.getOrDefault(name, "")));
      }
    }
    return needed;
  }

  private static Set<String> locals(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = LOCAL.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static List<Block> conditions(Block block) {
    List<Block> owners = new ArrayList<>(block.blocks("lifecycle"));
    owners.add(block);
    return owners.stream()
        .flatMap(
            owner ->
                Stream.concat(
                    owner.blocks("precondition").stream(), owner.blocks("postcondition").stream()))
        .toList();
  }

  private static String address(Block block) {
    String labels = String.join(".", block.labels());
    return block.type().equals("resource") ? labels : block.type() + "." + labels;
  }
}
