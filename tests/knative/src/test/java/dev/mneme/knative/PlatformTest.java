// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The one list of values, {@code knative/platform.yaml}, held to all that reads or gives them. */
class PlatformTest {
  /** Read by kustomize itself, which puts them where no variable can. */
  private static final Set<String> REPLACED =
      Set.of(
          "IMAGE_REPOSITORY",
          "CLUSTER_NAME",
          "KARPENTER_NODE_ROLE",
          "NODE_KMS_KEY",
          "GPU_LIMIT",
          "CPU_LIMIT");

  /** Read by the SDK of the cloud. */
  private static final Set<String> AMBIENT = Set.of("AWS_REGION");

  @ParameterizedTest
  @CsvSource({"aws, false", "kind, true"})
  void everyEnvironmentGivesTheListedValuesAndNoOthers(String overlay, boolean kind) {
    // When
    Map<String, String> given = Repository.env("knative/overlays/" + overlay + "/platform.env");

    // Then
    Map<String, Boolean> listed = Platform.config(kind);
    assertThat(given.keySet()).isEqualTo(listed.keySet());
    assertThat(given)
        .allSatisfy(
            (key, value) ->
                assertThat(!value.isEmpty() || listed.getOrDefault(key, false)).as(key).isTrue());
  }

  @Test
  void theEnvironmentOfAwsHasTheExamplesOfTheList() {
    // When
    Map<String, String> given = Repository.env("knative/overlays/aws/platform.env");

    // Then
    assertThat(given).isEqualTo(Platform.examples());
  }

  @Test
  void everyValueOfTheListIsReadBySomebody() {
    // Given
    List<Variable> variables =
        Stream.of(Overlay.values())
            .flatMap(overlay -> overlay.manifests().workloads())
            .flatMap(workload -> workload.variables().stream())
            .toList();
    Set<String> config = keys(variables.stream().filter(v -> !v.config().isEmpty()));
    Set<String> secret = keys(variables.stream().filter(v -> !v.secret().isEmpty()));

    // When
    config.addAll(REPLACED);
    config.addAll(AMBIENT);
    secret.add("NATS_CREDS");

    // Then
    assertThat(config).containsAll(Platform.config(true).keySet());
    assertThat(secret).containsExactlyInAnyOrderElementsOf(Platform.secret(true).keySet());
  }

  @Test
  void theScriptOfALaptopMakesEachSecretThatMustBeThere() {
    // Given
    String script = Repository.text("knative/overlays/kind/secret.sh");

    // When
    Collection<String> needed =
        Platform.secret(true).entrySet().stream()
            .filter(key -> !key.getValue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));

    // Then
    assertThat(needed)
        .allSatisfy(key -> assertThat(script).contains("--from-literal=" + key + "="));
  }

  @Test
  void everyEntrySaysWhatItIs() {
    // Given
    JsonNode list = Repository.yaml("knative/platform.yaml");

    // When
    Stream<JsonNode> entries =
        Stream.of(
                list.path("config"),
                list.path("secret"),
                list.at("/kind/config"),
                list.at("/kind/secret"))
            .flatMap(Manifest::elements);

    // Then
    assertThat(entries)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            entry -> {
              assertThat(entry.path("key").asString("")).matches("[A-Z][A-Z0-9_]+");
              assertThat(entry.path("meaning").asString("")).isNotBlank();
            });
  }

  private static Set<String> keys(Stream<Variable> variables) {
    return variables.map(Variable::key).collect(Collectors.toCollection(TreeSet::new));
  }
}
