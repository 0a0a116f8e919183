// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PathTemplateTest {
  @Test
  void matchesOnlyTheWholePath() {
    // Given
    PathTemplate template = PathTemplate.of("/v1/proofs/{memoryId}");

    // Then
    assertThat(template.match("/v1/proofs/m-1")).hasValue(Map.of("memoryId", "m-1"));
    assertThat(template.match("/v1/proofs/")).isEmpty();
    assertThat(template.match("/v1/proofs")).isEmpty();
    assertThat(template.match("/v1/proofs/m-1/")).isEmpty();
    assertThat(template.match("/v2/proofs/m-1")).isEmpty();
  }

  @Test
  void decodesAValueOnceAndNeverMakesAStepOfIt() {
    // Given
    PathTemplate template = PathTemplate.of("/{tenant}/{user}");

    // Then
    assertThat(template.match("/a%2Fb/c+d%252F"))
        .hasValue(Map.of("tenant", "a/b", "user", "c+d%2F"));
  }

  @Test
  void knowsPathsThatCannotBeToldApart() {
    assertThat(PathTemplate.of("/a/{x}").sameAs(PathTemplate.of("/a/{y}"))).isTrue();
    assertThat(PathTemplate.of("/a/{x}").sameAs(PathTemplate.of("/a/x"))).isFalse();
  }

  @Test
  void beginsWithASlash() {
    assertThatThrownBy(() -> PathTemplate.of("v1")).hasMessageContaining("begins with /: v1");
  }
}
