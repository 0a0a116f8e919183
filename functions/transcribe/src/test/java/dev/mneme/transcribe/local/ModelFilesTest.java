// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  /** SHA-256 of {@code abc}, from FIPS 180-4. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void hashesTheFilesOneAfterTheOther() throws IOException {
    // Given
    write("a", "b", "c");

    // When
    ModelFiles files = ModelFiles.from(settings(folder, ABC));

    // Then
    assertThat(files.sha256()).isEqualTo(ABC);
    assertThat(files.decoder()).containsExactly('b');
  }

  @Test
  void refusesWeightsThatAreNotTheOnesExpected() throws IOException {
    // Given
    write("a", "b", "d");

    // When / Then
    assertThatThrownBy(() -> ModelFiles.from(settings(folder, ABC)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("MNEME_SPEECH_MODEL: expected weights with SHA-256 " + ABC)
        .hasMessageContaining(
            "found a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9");
  }

  @Test
  void refusesOtherWeightsEvenWhereNoHashIsSet() throws IOException {
    // Given
    write("a", "b", "c");

    // When / Then
    assertThatThrownBy(() -> ModelFiles.from(settings(folder, "")))
        .hasMessageContaining(ModelFiles.MOONSHINE_TINY_EN);
  }

  @Test
  void namesTheFileThatIsMissing() throws IOException {
    // Given
    write("a", "b", "c");
    Files.delete(folder.resolve("tokenizer.bin"));

    // When / Then
    assertThatThrownBy(() -> ModelFiles.from(settings(folder, ABC)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("MNEME_SPEECH_MODEL: expected a folder with tokenizer.bin");
  }

  @Test
  void namesTheSettingThatIsMissing() {
    assertThatThrownBy(() -> ModelFiles.from(Settings.from(Map.of())))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("MNEME_SPEECH_MODEL: expected a value");
  }

  private static Settings settings(Path folder, String sha256) {
    return Settings.from(
        Map.of("MNEME_SPEECH_MODEL", folder.toString(), "MNEME_SPEECH_MODEL_SHA256", sha256));
  }

  private void write(String encoder, String decoder, String tokens) throws IOException {
    Files.writeString(folder.resolve("encoder_model.ort"), encoder);
    Files.writeString(folder.resolve("decoder_model_merged.ort"), decoder);
    Files.writeString(folder.resolve("tokenizer.bin"), tokens);
  }
}
