// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Holds newer versions of the native library to what the present one was chosen for. */
class OnnxRuntimeTest {
  @Test
  void libraryHasNoAddressToReportTo() throws IOException {
    // When
    String library;
    try (InputStream in =
        OrtEnvironment.class.getResourceAsStream(
            "/ai/onnxruntime/native/linux-x64/libonnxruntime.so")) {
      library = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    // Then
    assertThat(library.contains("OneCollector")).as("telemetry in the native library").isFalse();
  }
}
