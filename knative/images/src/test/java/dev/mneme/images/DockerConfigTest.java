// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mneme.images.TestImages.Ran;
import dev.mneme.servers.Home;
import dev.mneme.servers.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigTest {
  @TempDir private Path folder;

  @Test
  void credentialsAreThoseOfTheFolderThatDockerIsTold() throws Exception {
    assumeTrue(
        RegistryServer.canStart(),
        "skipped: the registry is built by Go; install Go 1.21 or newer");
    try (RegistryServer registry = RegistryServer.start(new Home(folder.resolve("home")))) {
      // Given
      Files.writeString(
          folder.resolve("config.json"),
          "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.address(), login(registry)));
      String[] line = {
        "--oci",
        folder.resolve("oci").toString(),
        "--base",
        registry.address() + "/base@sha256:" + "0".repeat(64)
      };

      // When
      Ran known = TestImages.run(Map.of("DOCKER_CONFIG", folder.toString()), line);
      Ran nobody = TestImages.run(Map.of("DOCKER_CONFIG", folder.resolve("no").toString()), line);

      // Then
      assertThat(known.exit()).isEqualTo(1);
      assertThat(known.printed().lines())
          .singleElement()
          .asString()
          .contains("--base: ", "manifest unknown");
      assertThat(nobody.exit()).isEqualTo(1);
      assertThat(nobody.printed().lines())
          .singleElement()
          .asString()
          .contains("--base: ", "credentials", folder.resolve("no/config.json").toString());
    }
  }

  private static String login(RegistryServer registry) {
    String user = RegistryServer.user() + ":" + registry.password();
    return Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }
}
