// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of other people's jars the image of a program carries, by the list that Maven wrote. */
class ClientsTest {
  /** The label that opens the way to a store, and what walks it: of AWS, its signature alone. */
  private static final Map<String, String> CLIENTS =
      Map.of(
          "mneme.dev/postgres", "postgresql",
          "mneme.dev/s3", "auth",
          "mneme.dev/search", "auth",
          "mneme.dev/mongodb", "mongodb-driver-sync");

  @ParameterizedTest
  @ValueSource(
      strings = {"transcribe", "classify", "persist", "train", "audit", "recall", "capture"})
  void aProgramCarriesTheClientsOfTheStoresThatItMayReachAndNoOthers(String program) {
    // Given
    Set<String> labels =
        Overlay.KIND.manifests().get(Manifest.SERVICE, program).podLabels().keySet();
    Set<String> expected =
        labels.stream()
            .filter(CLIENTS::containsKey)
            .map(CLIENTS::get)
            .collect(Collectors.toUnmodifiableSet());

    // When
    Set<String> jars = jars(program);

    // Then
    assertThat(jars).filteredOn(CLIENTS::containsValue).hasSameElementsAs(expected);
  }

  /** The stores make their requests themselves, over the JDK's own connections. */
  @ParameterizedTest
  @ValueSource(
      strings = {"transcribe", "classify", "persist", "train", "audit", "recall", "capture"})
  void noProgramCarriesAnotherClientOfHttp(String program) {
    assertThat(jars(program))
        .doesNotContain("s3", "aws-core", "url-connection-client")
        .noneMatch(jar -> jar.startsWith("apache") || jar.startsWith("httpc"))
        .noneMatch(jar -> jar.startsWith("netty") || jar.startsWith("okhttp"));
  }

  @Test
  void onlyTheImageThatMigratesCarriesFlyway() {
    // Given
    String migrates =
        Overlay.KIND
            .manifests()
            .get(Manifest.JOB, "migrate")
            .text("/spec/template/spec/containers/0/image");

    // When
    List<String> carrying =
        Stream.of("transcribe", "classify", "persist", "train", "audit", "recall", "capture")
            .filter(program -> jars(program).stream().anyMatch(jar -> jar.startsWith("flyway-")))
            .toList();

    // Then
    assertThat(carrying).singleElement().satisfies(it -> assertThat(migrates).contains(it));
  }

  @ParameterizedTest
  @ValueSource(strings = {"transcribe", "classify", "persist", "train", "audit", "recall"})
  void noFunctionCarriesAutoConfigurationThatItDoesNotUse(String function) {
    // When
    Set<String> jars = jars(function);

    // Then
    assertThat(jars)
        .contains("spring-cloud-function-context")
        .noneMatch(jar -> jar.startsWith("spring-boot") || jar.startsWith("joda-"));
  }

  /** The CloudEvents SDK's own format of JSON would bring another one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "transcribe",
        "classify",
        "persist",
        "train",
        "audit",
        "recall",
        "capture",
        "source"
      })
  void aProgramCarriesOneJackson(String program) {
    assertThat(libraries(program))
        .filteredOn(library -> library.getFirst().startsWith("com.fasterxml.jackson"))
        .extracting(library -> library.get(1))
        .containsExactly("jackson-annotations");
  }

  /** Artifacts, without their groups and versions. */
  private static Set<String> jars(String program) {
    return libraries(program).stream()
        .map(library -> library.get(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Group, artifact, version and licence of each. */
  private static List<List<String>> libraries(String program) {
    String folder = Set.of("capture", "source").contains(program) ? "eventing" : "functions";
    return Repository.text(folder + "/" + program + "/target/libraries.tsv")
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }
}
