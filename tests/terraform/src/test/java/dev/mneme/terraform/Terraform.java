// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs terraform in a directory of a copy, never in the sources. */
final class Terraform {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path binary;
  private final Map<String, String> environment;

  Terraform(Path binary, Map<String, String> environment) {
    this.binary = binary;
    this.environment = environment;
  }

  /** What a command said, both streams. */
  record Run(int exit, String output) {
    /** Output of one JSON document a line. */
    List<JsonNode> lines() {
      return output.lines().filter(line -> line.startsWith("{")).map(JSON::readTree).toList();
    }
  }

  Run run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }

  /** Finds the modules that the configuration calls; all are in the copy. */
  void get(Path directory) throws IOException, InterruptedException {
    succeed(directory, "get", "-no-color");
  }

  /** Tests, as events of {@code terraform test -json}. */
  TestRuns test(Path directory) throws IOException, InterruptedException {
    get(directory);
    return TestRuns.of(run(directory, "test", "-json").lines());
  }

  /** What a root of a copy would make, by its example's variables; its own tests are removed. */
  Plan plan(Path root) throws IOException, InterruptedException {
    get(root);
    Path tests = Files.createDirectories(root.resolve("tests"));
    for (Path file : Configuration.list(tests)) {
      Files.delete(file);
    }
    Files.writeString(tests.resolve("known.tftest.hcl"), KnownValues.testFile(root));
    Run run = run(root, "test", "-json", "-verbose");
    List<JsonNode> events = run.lines();
    TestRuns runs = TestRuns.of(events);
    if (!runs.passed()) {
      throw new AssertionError("no plan of " + root + ": " + runs.diagnostics());
    }
    return events.stream()
        .filter(event -> event.has("test_plan"))
        .map(Plan::of)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no plan in " + run.output()));
  }

  private Run succeed(Path directory, String... arguments)
      throws IOException, InterruptedException {
    Run run = run(directory, arguments);
    if (run.exit() != 0) {
      throw new AssertionError(
          "terraform %s in %s: %s".formatted(String.join(" ", arguments), directory, run.output()));
    }
    return run;
  }
}
