// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.transcribe.speech.Recording;
import org.junit.jupiter.api.Test;

class WavWriterTest {
  @Test
  void writesWhatTheReaderRead() {
    // Given
    byte[] clip = Sounds.clip();

    // When
    byte[] written = WavWriter.write(new Recording(Sounds.read(clip).samples()));

    // Then
    assertThat(written).isEqualTo(clip);
  }

  @Test
  void clipsWhatIsTooLoud() {
    // When
    byte[] written = WavWriter.write(new Recording(new float[] {2, -2}));

    // Then
    assertThat(Sounds.read(written).samples()).containsExactly(32_767 / 32_768f, -1);
  }
}
