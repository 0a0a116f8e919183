// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.images.root.ImageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteTest {
  private static final Path NONE = Path.of("none.json");

  @ParameterizedTest
  @CsvSource({
    "localhost:5000/mneme, true",
    "127.0.0.1:5000/mneme, true",
    "127.0.0.2:5000/mneme, false",
    "localhost.example:5000/mneme, false",
    "registry.example/localhost, false",
    "mneme, false"
  })
  void plainHttpIsForRegistriesOnThisMachine(String name, boolean expected) {
    assertThat(Remote.named("--push", name, NONE).isHere()).isEqualTo(expected);
  }

  @Test
  void aNameThatNoRegistryTakesIsRefused() {
    assertThatThrownBy(() -> Remote.named("--push", "Registry/Mneme", NONE))
        .isInstanceOf(ImageException.class)
        .hasMessage("--push: expected a name as in a registry, found \"Registry/Mneme\"");
  }
}
