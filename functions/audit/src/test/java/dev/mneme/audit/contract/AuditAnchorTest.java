// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AuditAnchorTest {
  @Test
  void artifactIsWhatTheSourceCompilesTo() throws IOException, InterruptedException {
    // Given
    String committed;
    try (InputStream artifact = AuditAnchor.class.getResourceAsStream("AuditAnchor.json")) {
      committed =
          new String(Objects.requireNonNull(artifact).readAllBytes(), StandardCharsets.UTF_8);
    }

    // When
    String compiled = SolidityCompiler.artifact();

    // Then
    assertThat(committed).isEqualTo(compiled);
  }
}
