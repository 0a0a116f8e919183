// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

/** Inputs and outputs of a module as Markdown. */
final class Tables {
  static final String MARK = "<!-- inputs and outputs, from the code -->\n";

  private static final int LONGEST = 40;

  private Tables() {}

  static String of(Configuration module) {
    StringBuilder tables = new StringBuilder(MARK);
    tables.append("\n## Inputs\n\n| name | type | default | |\n|---|---|---|---|\n");
    for (Variable variable : module.variables()) {
      tables.append(
          "| `%s` | `%s` | %s | %s |\n"
              .formatted(
                  variable.name(),
                  oneLine(variable.type()),
                  variable.fallback().map(Tables::fallback).orElse("asked for"),
                  cell(variable.description().orElse(""))));
    }
    tables.append("\n## Outputs\n\n| name | |\n|---|---|\n");
    for (Block output : module.blocks("output")) {
      tables.append(
          "| `%s` | %s |\n"
              .formatted(
                  output.labels().getFirst(), cell(output.string("description").orElse(""))));
    }
    return tables.toString();
  }

  private static String fallback(String expression) {
    String line = oneLine(expression);
    return line.length() > LONGEST ? "see the code" : "`" + line + "`";
  }

  private static String oneLine(String expression) {
    return expression
        .replaceAll("\\s+", " ")
        .replaceAll("([{\\[(]) ", "$1")
        .replaceAll(" ([}\\])])", "$1");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
