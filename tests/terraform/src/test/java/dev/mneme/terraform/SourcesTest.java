// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items 1, 2, 4 and 9, as far as the sources alone tell them; needs no terraform. */
class SourcesTest {
  private static final Set<String> DATA =
      Set.of(
          "aws_s3_bucket",
          "aws_rds_cluster",
          "aws_docdb_cluster",
          "aws_opensearch_domain",
          "aws_opensearchserverless_collection");

  private final Repository repository = Repository.here();

  @Test
  void everyInputHasATypeAndADescription() {
    assertThat(inputs()).isNotEmpty();
    assertThat(inputs())
        .allSatisfy(
            (name, variable) -> {
              assertThat(variable.type()).describedAs(name).isNotEmpty();
              assertThat(variable.description().orElse("")).describedAs(name).isNotBlank();
            });
  }

  @Test
  void everyNumberSaysWhatMayBeGiven() {
    assertThat(inputs())
        .allSatisfy(
            (name, variable) -> {
              if (variable.type().equals("number")) {
                assertThat(variable.description().orElse(""))
                    .describedAs(name)
                    .containsPattern("\\d");
              }
            });
  }

  @Test
  void everyInputThatCanBeWrongIsValidated() {
    assertThat(inputs())
        .allSatisfy(
            (name, variable) -> {
              if (!variable.type().equals("bool")) {
                assertThat(variable.validations()).describedAs(name).isNotEmpty();
              }
            });
  }

  @Test
  void everyMessageNamesItsInputWhatIsExpectedAndWhatWasFound() {
    assertThat(inputs())
        .allSatisfy(
            (name, variable) ->
                variable
                    .validations()
                    .forEach(
                        validation ->
                            assertThat(validation.string("error_message").orElse(""))
                                .describedAs(name)
                                .startsWith(variable.name())
                                .contains(": expected ", "; found ")));
  }

  @Test
  void everyOutputHasADescription() {
    assertThat(repository.configurations())
        .allSatisfy(
            c ->
                assertThat(c.blocks("output"))
                    .allSatisfy(output -> assertThat(output.string("description")).isPresent()));
  }

  @Test
  void dataIsNotDestroyedByAPlan() {
    assertThat(preventable(repository.configurations())).isEmpty();
  }

  @Test
  void versionsAreTheSameEverywhere() {
    assertThat(repository.configurations())
        .extracting(c -> c.blocks("terraform").getFirst().source())
        .hasSizeGreaterThan(10)
        .containsOnly(
            repository.configuration("modules/storage").blocks("terraform").getFirst().source());
  }

  @Test
  void theGpuNodesKeepTheBoundThatTerraformComputes() {
    // Given
    GpuPool pool = new GpuPool(new Manifests(repository.knative()));

    // Then
    assertThat(pool.broken(repository.configuration("modules/platform"))).isEmpty();
  }

  @Test
  void aMissingProviderIsSaidWithWhatToDo(@TempDir Path empty) {
    // Given
    Tools none = Tools.find(Map.of("PATH", empty.toString(), "HOME", empty.toString()), List.of());
    Path terraform = empty.resolve("terraform");
    Tools noProvider = new Tools(Optional.of(terraform), Optional.empty());

    // Then
    assertThat(none.missing()).contains("terraform is not in PATH");
    assertThat(noProvider.missing().orElse("")).contains("hashicorp/aws 5", "providers mirror");
  }

  @Test
  void structureIsReadAroundStringsCommentsAndTemplates() {
    // Given
    String text =
        """
        # resource "no" "comment" {
        resource "a" "b" {
          text = "}${length("}")} $${x} \\" }" # }
          list = [
            { x = 1 }, // }
          ]
          here = <<-EOT
            } resource "no" "heredoc" {
          EOT
          inner { y = 2 }
        }
        locals {}
        """;

    // When
    Block.Body body = Block.Body.of(text);
    Block block = body.blocks("resource").getFirst();

    // Then
    assertThat(body.blocks()).extracting(Block::type).containsExactly("resource", "locals");
    assertThat(block.labels()).containsExactly("a", "b");
    assertThat(block.body().attributes())
        .extracting(Block.Attribute::name)
        .containsExactly("text", "list", "here");
    assertThat(block.blocks("inner")).hasSize(1);
    assertThatThrownBy(() -> Block.Body.of("? = 1\n")).hasMessageContaining("expected a name");
  }

  static List<String> preventable(List<Configuration> configurations) {
    List<String> found = new ArrayList<>();
    for (Configuration configuration : configurations) {
      for (Block resource : configuration.blocks("resource")) {
        boolean kept =
            resource.blocks("lifecycle").stream()
                .anyMatch(
                    l ->
                        l.attribute("prevent_destroy")
                            .filter(a -> a.expression().equals("true"))
                            .isPresent());
        if (DATA.contains(resource.labels().getFirst()) && !kept) {
          found.add(configuration + " " + String.join(".", resource.labels()));
        }
      }
    }
    return found;
  }

  private Map<String, Variable> inputs() {
    Map<String, Variable> inputs = new TreeMap<>();
    for (Configuration configuration : repository.configurations()) {
      configuration.variables().forEach(v -> inputs.put(configuration + " " + v.name(), v));
    }
    return inputs;
  }
}
