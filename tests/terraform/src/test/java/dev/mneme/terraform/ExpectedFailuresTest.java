// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.terraform.TestFile.TestRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Item 7: every validation and precondition has a run that fails by it. Each is disabled in a copy,
 * and then a run must miss its failure; so neither a condition that is always true nor a run that
 * fails by something else goes unnoticed.
 */
@NeedsTerraform
class ExpectedFailuresTest {
  private final Repository repository = Repository.here();

  static List<Configuration> validated() {
    return Repository.here().configurations().stream()
        .filter(c -> c.variables().stream().anyMatch(v -> !v.validations().isEmpty()))
        .toList();
  }

  static List<Configuration> guarded() {
    return Repository.here().configurations().stream()
        .filter(c -> !Conditions.guarded(c).isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("validated")
  void everyValidationHasARunThatFailsByIt(
      Configuration configuration, Terraform terraform, @TempDir Path work) throws Exception {
    int most =
        configuration.variables().stream().mapToInt(v -> v.validations().size()).max().orElse(0);
    for (int index = 0; index < most; index++) {
      // Given
      int disabled = index;
      Path copy = Files.createDirectories(work.resolve("" + index));
      Files.writeString(copy.resolve("main.tf"), Conditions.inputs(configuration, index));
      writeRuns(copy, runsThatExpect(configuration, "var."), false);

      // When
      TestRuns runs = terraform.test(copy);

      // Then
      Set<String> expected = new TreeSet<>();
      configuration.variables().stream()
          .filter(v -> v.validations().size() > disabled)
          .forEach(v -> expected.add("var." + v.name()));
      assertThat(runs.missingFailures())
          .describedAs(
              "%s without validation %d of each variable: %s",
              configuration, index + 1, runs.diagnostics())
          .containsAll(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void everyPreconditionHasARunThatFailsByIt(
      Configuration configuration, Terraform terraform, @TempDir Path work) throws Exception {
    List<Conditions.Guarded> guarded = Conditions.guarded(configuration);
    int most = guarded.stream().mapToInt(g -> g.conditions().size()).max().orElse(0);
    for (int index = 0; index < most; index++) {
      // Given
      int disabled = index;
      Repository copy = repository.copyTo(work.resolve("" + index));
      Path directory = copy.configuration(configuration.toString()).directory();
      Conditions.disable(directory, index);
      for (Path file : Configuration.list(directory.resolve("tests"))) {
        Files.delete(file);
      }
      Set<String> expected = new TreeSet<>();
      guarded.stream()
          .filter(g -> g.conditions().size() > disabled)
          .forEach(g -> expected.add(g.address()));
      for (String address : expected) {
        writeRuns(directory, runsThatExpect(configuration, address), true);
      }

      // When
      TestRuns runs = terraform.test(directory);

      // Then
      assertThat(runs.missingFailures())
          .describedAs(
              "%s without condition %d of each: %s", configuration, index + 1, runs.diagnostics())
          .containsAll(expected);
    }
  }

  private static List<TestRun> runsThatExpect(Configuration configuration, String prefix) {
    return configuration.tests().stream()
        .flatMap(file -> file.runs().stream())
        .filter(run -> !run.expectedFailures().isEmpty())
        .filter(run -> run.expectedFailures().stream().allMatch(a -> a.startsWith(prefix)))
        .toList();
  }

  private static void writeRuns(Path directory, List<TestRun> runs, boolean provider)
      throws Exception {
    Path tests = Files.createDirectories(directory.resolve("tests"));
    for (TestRun run : runs) {
      Files.writeString(
          tests.resolve(run.file().name() + "-" + run.name() + ".tftest.hcl"),
          provider ? run.alone() : run.aloneWithoutProvider());
    }
  }
}
