// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
  @Test
  void loadsNothingOfTheChainClient(@TempDir Path home) throws IOException, InterruptedException {
    // Given
    Path loaded = home.resolve("loaded.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                AuditApplication.class.getName())
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT", "0",
                "MNEME_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/postgres",
                "MNEME_POSTGRES_USER", "mneme_audit",
                "MNEME_POSTGRES_PASSWORD", "unused",
                "MNEME_TOKEN_JWKS_URL", "http://127.0.0.1:1/keys",
                "MNEME_TOKEN_ISSUER", "unused",
                "MNEME_CHAIN_RPC_URL", "http://127.0.0.1:1",
                "MNEME_CHAIN_ID", "31337",
                "MNEME_CHAIN_KEY", "1".repeat(64),
                "MNEME_AUDIT_CONTRACT", "0x" + "1".repeat(40)));

    // When
    Process process = builder.start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.contains("ready")) {
        said.append(line).append('\n');
        line = output.readLine();
      }
      assertThat(line).as("ready, not %s", said).isNotNull();
    } finally {
      process.destroyForcibly().waitFor();
    }

    // Then
    try (Stream<String> classes = Files.lines(loaded)) {
      assertThat(classes)
          .anyMatch(name -> name.contains("dev.mneme.audit.Audit "))
          .noneMatch(name -> name.contains("org.web3j") || name.contains("org.bouncycastle"));
    }
  }
}
