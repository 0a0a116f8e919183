// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFormatTest {
  @ParameterizedTest
  @CsvSource({
    "'RIFF....WAVEfmt ', WAV",
    "'fLaC', FLAC",
    "'OggS', OGG",
    "'ID3\u0003', MP3",
    "'\u00ff\u00fb\u0090\u0064', MP3",
    "'\u001a\u0045\u00df\u00a3....\u0042\u0082webm', WEBM",
  })
  void tellsFormatsByTheirFirstBytes(String head, AudioFormat format) {
    assertThat(AudioFormat.of(head.getBytes(ISO_8859_1))).contains(format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RIFF",
        "RIFF....AVI LIST",
        "{\"text\":\"not audio\"}",
        "\u001a\u0045\u00df\u00a3....\u0042\u0082matroska",
        // ADTS, which has the same sync word as MP3 but the layer that means AAC
        "\u00ff\u00f1\u0050\u0080",
        // a sync word with the bit rate that is forbidden
        "\u00ff\u00fb\u00f0\u0064",
        "%PDF-1.7",
      })
  void doesNotTakeOtherThingsForAudio(String head) {
    assertThat(AudioFormat.of(head.getBytes(ISO_8859_1))).isEmpty();
  }
}
