// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.images.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagTest {
  @ParameterizedTest
  @EnumSource(Program.class)
  void manifestsPullEachImageByTheTagThatItIsPushedWith(Program program) throws Exception {
    // Given
    String tag = Images.commandLine(Map.of()).getCommandSpec().findOption("--tag").getValue();

    // When
    Path overlays = Path.of(System.getProperty("mneme.root"), "knative/components/platform");

    // Then
    assertThat(Files.readString(overlays.resolve("kustomization.yaml")))
        .contains("{name: repository/" + program.image() + ", newTag: " + tag + "}");
  }
}
