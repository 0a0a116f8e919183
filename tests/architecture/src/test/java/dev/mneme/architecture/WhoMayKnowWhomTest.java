// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhoMayKnowWhomTest {
  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.mneme..");

  @Test
  void theseAreAllModules() throws IOException {
    // Given
    Set<String> known = new TreeSet<>(Modules.FUNCTIONS);
    known.addAll(Modules.LIBRARIES);
    known.addAll(Modules.EVENTING);
    known.addAll(Modules.KNATIVE);

    // When
    Set<String> imported =
        Modules.CLASSES.stream()
            .map(type -> type.getPackageName().split("\\.", -1)[2])
            .collect(Collectors.toSet());

    // Then
    assertThat(modulesWithCode()).isEqualTo(known);
    assertThat(imported).isEqualTo(known);
  }

  static Stream<String> functions() {
    return Modules.FUNCTIONS.stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionKnowsTheLibrariesAndNoOtherFunction(String function) {
    Set<String> allowed = new HashSet<>(Modules.LIBRARIES);
    allowed.add(function);
    knowsOnly(function, allowed);
  }

  @Test
  void librariesKnowAtMostTheContractAndTheRuntime() {
    knowsOnly("contract", Set.of("contract"));
    knowsOnly("runtime", Set.of("runtime", "contract"));
    knowsOnly("identity", Set.of("identity", "runtime", "contract"));
    knowsOnly("stores", Set.of("stores", "contract"));
    knowsOnly("embedding", Set.of("embedding", "contract"));
  }

  @Test
  void eventingKnowsNoFunction() {
    knowsOnly("binding", Set.of("binding", "contract"));
    knowsOnly("connection", Set.of("connection", "contract"));
    knowsOnly("servers", Set.of("servers"));
    knowsOnly("topology", Set.of("topology", "connection", "contract"));
    knowsOnly("source", Set.of("source", "binding", "connection", "contract", "topology"));
    knowsOnly(
        "capture", Set.of("capture", "binding", "connection", "contract", "identity", "stores"));
  }

  @Test
  void whoCallsIsKnownWithoutTheRuntimeOfFunctions() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("dev.mneme.identity", "dev.mneme.capture..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.mneme.runtime..", "dev.mneme.identity.endpoint.."));
  }

  @Test
  void imagesAreMadeOfPackedProgramsAndKnowNoneOfThem() {
    knowsOnly("images", Set.of("images", "local", "servers", "contract"));
  }

  @Test
  void theSourceKnowsNoEventsData() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.mneme.source..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.mneme.contract.data.."));
  }

  @Test
  void onlyEventingSpeaksNats() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(Modules.packagesOf(Modules.EVENTING))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nats.."));
  }

  @Test
  void theContractKnowsNoFramework() {
    check(
        classes()
            .that()
            .resideInAPackage("dev.mneme.contract..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "dev.mneme.contract..",
                "java..",
                "io.cloudevents..",
                "com.fasterxml.jackson.annotation..",
                "tools.jackson..",
                "org.jspecify.annotations.."));
  }

  @Test
  void oneJacksonIsEnough() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.fasterxml.jackson.core..",
                "com.fasterxml.jackson.databind..",
                "io.cloudevents.jackson.."));
  }

  @Test
  void onlyFunctionsAndTheirRuntimeKnowSpring() {
    Set<String> spring = new HashSet<>(Modules.FUNCTIONS);
    spring.add("runtime");
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(Modules.packagesOf(spring))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.."));
  }

  @Test
  void onlyTheRuntimeKnowsTheCatalogAndTheServer() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Modules.packagesOf(Modules.FUNCTIONS))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.springframework.cloud..", "org.springframework.boot..", "com.sun.net.."));
  }

  @Test
  void packagesFormNoCycle() {
    check(slices().matching("dev.mneme.(**)").should().beFreeOfCycles());
  }

  private static void knowsOnly(String module, Set<String> allowed) {
    check(
        classes()
            .that()
            .resideInAPackage(Modules.packageOf(module))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(Modules.packagesOf(allowed))
                    .or(DescribedPredicate.not(OURS))
                    .as("are of " + new TreeSet<>(allowed) + " or not Mneme's")));
  }

  private static void check(ArchRule rule) {
    rule.check(Modules.CLASSES);
  }

  /** Every directory with Java sources below functions, eventing and knative. */
  private static Set<String> modulesWithCode() throws IOException {
    Set<String> modules = new TreeSet<>();
    for (String part : List.of("functions", "eventing", "knative")) {
      try (Stream<Path> directories = Files.list(Path.of(System.getProperty("mneme.root"), part))) {
        directories
            .filter(directory -> Files.isDirectory(directory.resolve("src/main/java")))
            .forEach(directory -> modules.add(String.valueOf(directory.getFileName())));
      }
    }
    return modules;
  }
}
