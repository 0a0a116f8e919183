// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.images.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
  @TempDir private Path root;

  @Test
  void areThoseOfTheManifest() throws Exception {
    // Given
    manifest("limits: {cpu: 250m, memory: 1Gi}");

    // Then
    assertThat(Limits.of(root, Program.AUDIT)).isEqualTo(new Limits(1L << 30, 250));
  }

  @Test
  void aManifestWithoutLimitsIsRefused() throws Exception {
    // Given
    manifest("requests: {cpu: 250m}");

    // Then
    assertThatThrownBy(() -> Limits.of(root, Program.AUDIT))
        .hasMessageContaining("audit.yaml: expected the limits of a container at limits");
  }

  private void manifest(String resources) throws Exception {
    Path base = Files.createDirectories(root.resolve("knative/base"));
    Files.writeString(
        base.resolve("audit.yaml"),
        "{spec: {template: {spec: {containers: [{resources: {%s}}]}}}}".formatted(resources));
  }
}
