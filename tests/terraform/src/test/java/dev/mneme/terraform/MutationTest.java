// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mneme.terraform.TestFile.TestRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Item 10: the tests notice what they are there for. Without an edit, all of them pass. */
@NeedsTerraform
class MutationTest {
  private static final String ROOT = "examples/dev-min";

  private final Repository repository = Repository.here();

  static List<Mutation> ofTheSources() {
    return Mutations.OF_THE_SOURCES;
  }

  /** Each in a copy of its own, all by one command, for terraform is slow to start. */
  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  List<DynamicTest> aRunOfTheModuleCatchesIt(Terraform terraform, @TempDir Path work)
      throws Exception {
    // Given
    Map<Mutation, String> names = new LinkedHashMap<>();
    Path tests = Files.createDirectories(work.resolve("tests"));
    for (Mutation mutation : Mutations.OF_MODULES) {
      String directory = "copy" + names.size();
      Repository copy = repository.copyTo(work.resolve(directory));
      copy.edit(mutation.file(), mutation.from(), mutation.to());
      String name = mutation.caughtBy() + "_" + directory;
      names.put(mutation, name);
      Files.writeString(
          tests.resolve(name + ".tftest.hcl"),
          run(mutation).aloneAs(name, "./" + directory + "/terraform/" + mutation.configuration()));
    }

    // When
    TestRuns runs = terraform.test(work);

    // Then
    assertThat(runs.status()).containsOnlyKeys(names.values().toArray(String[]::new));
    assertThat(names.values()).containsAll(runs.diagnostics().keySet());
    return Mutations.OF_MODULES.stream()
        .map(
            mutation ->
                dynamicTest(
                    mutation.what(),
                    () ->
                        assertThat(runs.diagnostics().get(names.get(mutation)))
                            .isNotNull()
                            .anyMatch(
                                said ->
                                    said.startsWith("Test assertion failed")
                                        || said.startsWith("Missing expected"))))
        .toList();
  }

  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  Stream<DynamicTest> aRuleOfThePlanCatchesIt(Terraform terraform, @TempDir Path work)
      throws Exception {
    // Given
    Repository copy = repository.copyTo(work);
    for (Mutation mutation : Mutations.OF_THE_PLAN) {
      copy.edit(mutation.file(), mutation.from(), mutation.to());
    }

    // When
    Plan plan = terraform.plan(copy.configuration(ROOT).directory());

    // Then
    List<String> caught = new ArrayList<>();
    for (PlanRule rule : PlanRule.values()) {
      rule.broken(plan).forEach(address -> caught.add(rule.name() + " " + address));
    }
    caught.addAll(IdleCost.differences(plan, PlanTest.prices(copy)));
    caught.addAll(PlatformContract.read(new Manifests(copy.knative())).differences(plan));
    return Mutations.OF_THE_PLAN.stream()
        .map(
            mutation ->
                dynamicTest(
                    mutation.what(), () -> assertThat(caught).anyMatch(c -> names(c, mutation))));
  }

  @ParameterizedTest
  @MethodSource("ofTheSources")
  void aCheckOfTheSourcesCatchesIt(Mutation mutation, @TempDir Path work) throws Exception {
    // Given
    Repository copy = repository.copyTo(work);
    copy.edit(mutation.file(), mutation.from(), mutation.to());

    // When
    List<String> caught = new ArrayList<>(SourcesTest.preventable(copy.configurations()));
    caught.addAll(
        new GpuPool(new Manifests(copy.knative())).broken(copy.configuration("modules/platform")));

    // Then
    assertThat(caught).hasSize(1);
    assertThat(caught.getFirst()).contains(mutation.caughtBy());
  }

  private TestRun run(Mutation mutation) {
    return repository.configuration(mutation.configuration()).tests().stream()
        .flatMap(file -> file.runs().stream())
        .filter(run -> run.name().equals(mutation.caughtBy()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean names(String caught, Mutation mutation) {
    int space = mutation.caughtBy().indexOf(' ');
    String rule = mutation.caughtBy().substring(0, space);
    String rest = mutation.caughtBy().substring(space + 1);
    return caught.startsWith(rule) && caught.contains(rest);
  }
}
