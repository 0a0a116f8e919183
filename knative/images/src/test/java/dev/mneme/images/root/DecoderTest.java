// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.images.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderTest {
  @TempDir private Path folder;

  @Test
  void bringsItsLibrariesAndTellsTranscribeWhereItIs() {
    // Given any program that is linked to the C library
    Path program = Path.of(System.getProperty("java.home"), "bin", "java");

    // When
    Part part = new Decoder(program, folder.resolve("decoder")).part();

    // Then
    assertThat(part.folder().resolve("opt/native/bin/ffmpeg")).isExecutable();
    assertThat(part.folder()).isDirectoryRecursivelyContaining("glob:**/libc.so.6");
    assertThat(new Blueprint(Program.TRANSCRIBE, List.of(part), true).environment())
        .containsEntry("MNEME_FFMPEG", "/opt/native/bin/ffmpeg");
  }

  @Test
  void withoutItNothingIsTold() throws Exception {
    // Given
    Part other = new Part("application", Files.createDirectory(folder.resolve("application")));

    // Then
    assertThat(new Blueprint(Program.TRANSCRIBE, List.of(other), true).environment()).isEmpty();
  }
}
