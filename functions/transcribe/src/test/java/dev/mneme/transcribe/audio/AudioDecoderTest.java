// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.settings.Settings;
import dev.mneme.transcribe.speech.Recording;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AudioDecoderTest {
  private static AudioDecoder decoder(String... settings) {
    Map<String, String> environment =
        settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
    return new AudioDecoder(AudioLimits.from(Settings.from(environment)));
  }

  @Test
  void decodesTheClipWithoutAnyOtherProgram() {
    // Given
    AudioDecoder decoder = decoder("MNEME_FFMPEG", "/nowhere/ffmpeg");

    // When
    Recording recording = decoder.decode(Sounds.clip());

    // Then
    assertThat(recording.seconds()).isCloseTo(9.13, within(0.005));
  }

  @Test
  void refusesWhatIsNotAudioAndShowsHowItBegins() {
    assertThatThrownBy(() -> decoder().decode("hello, world".getBytes(UTF_8)))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage(
            "data: expected audio: WAV, FLAC, MP3, OGG, WEBM,"
                + " found \"bytes 68 65 6c 6c 6f 2c 20 77 6f 72 6c 64\"");
    assertThatThrownBy(() -> decoder().decode(new byte[0]))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("no bytes");
  }

  @Test
  void refusesMoreThanItsLimits() {
    assertThatThrownBy(() -> decoder("MNEME_AUDIO_LARGEST_BYTES", "1024").decode(Sounds.clip()))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("expected at most 1024, found \"292204 bytes\"");
    assertThatThrownBy(() -> decoder("MNEME_AUDIO_LONGEST", "PT9S").decode(Sounds.clip()))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("expected a recording of at most PT9S");
  }

  @Test
  void refusesAudioWithoutASingleSample() {
    // Given
    byte[] empty = WavWriter.write(new Recording(new float[0]));

    // When / Then
    assertThatThrownBy(() -> decoder().decode(empty))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("WAV without sound");
  }

  @Test
  void neverFailsOtherwiseThanByRefusing() {
    // Given the beginning of the clip, damaged in a thousand ways
    Random random = new Random(11);
    AudioDecoder decoder = decoder();
    byte[] start = Arrays.copyOf(Sounds.clip(), 2_000);
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] damaged = Arrays.copyOf(start, 13 + random.nextInt(start.length - 13));
      for (int hits = 0; hits < 4; hits++) {
        damaged[12 + random.nextInt(Math.min(36, damaged.length - 12))] = (byte) random.nextInt();
      }

      // When
      try {
        assertThat(decoder.decode(damaged).samples()).isNotEmpty();
      } catch (InvalidEventException e) {
        refused++;
      }
    }

    // Then both happen: some damage does not matter, and some does
    assertThat(refused).isBetween(1, 999);
  }
}
