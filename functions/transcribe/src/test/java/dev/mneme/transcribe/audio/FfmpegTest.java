// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.settings.Settings;
import dev.mneme.transcribe.speech.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegTest {
  private static final byte[] FLAC = "fLaC".getBytes(US_ASCII);

  @TempDir Path folder;

  @ParameterizedTest(name = "{1} in {0}")
  @CsvSource({
    "flac, flac, FLAC",
    "mp3, libmp3lame, MP3",
    "ogg, libopus, OGG",
    "ogg, libvorbis, OGG",
    "webm, libopus, WEBM",
  })
  void decodesEveryFormatToWhatWentIn(String muxer, String codec, AudioFormat format)
      throws Exception {
    // Given
    byte[] encoded = encode(Sounds.clip(), muxer, codec);
    float[] original = Sounds.read(Sounds.clip()).samples();

    // When
    Recording recording = decoder().decode(encoded);

    // Then
    assertThat(AudioFormat.of(encoded)).contains(format);
    assertThat(recording.seconds()).isCloseTo(9.13, within(0.1));
    assertThat(loudness(recording.samples())).isCloseTo(loudness(original), within(0.01));
  }

  @Test
  void refusesAudioThatIsBrokenAndSaysHow() throws Exception {
    // Given
    byte[] flac = encode(Sounds.clip(), "flac", "flac");
    byte[] broken = Arrays.copyOf(flac, 40);

    // When / Then
    assertThatThrownBy(() -> decoder().decode(broken))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("data: expected intact FLAC");
  }

  @Test
  void stopsAtTheLongestRecording() throws Exception {
    // Given
    byte[] flac = encode(Sounds.clip(), "flac", "flac");
    AudioDecoder decoder = decoder("MNEME_AUDIO_LONGEST", "PT3S");

    // When / Then
    assertThatThrownBy(() -> decoder.decode(flac))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("more than PT3S");
  }

  @Test
  void endsAProgramThatHangs() throws IOException {
    // Given
    AudioDecoder decoder =
        decoder("MNEME_FFMPEG", program("exec sleep 600"), "MNEME_AUDIO_DECODING", "PT1S");

    // When / Then
    assertThatThrownBy(() -> decoder.decode(FLAC))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("still not decoded after PT1S");
  }

  @Test
  void givesTheProgramNoEnvironmentAndNoSayInItsLimits() throws IOException {
    // Given a program that reports what it was given where ffmpeg complains
    String told = program("echo \"[$HOME] $4 $5 $8 $9\" >&2; exit 1");

    // When / Then
    assertThatThrownBy(() -> decoder("MNEME_FFMPEG", told).decode("OggS".getBytes(US_ASCII)))
        .hasMessageContaining("[] -protocol_whitelist pipe -f ogg");
  }

  @Test
  void aMissingProgramIsNotTheRecordingsFault() {
    // Given
    AudioDecoder decoder = decoder("MNEME_FFMPEG", "ffmpeg-that-is-not-there");

    // When / Then
    assertThatThrownBy(() -> decoder.decode(FLAC))
        .isInstanceOf(TryLaterException.class)
        .hasMessageContaining("FLAC needs ffmpeg, and ffmpeg-that-is-not-there was not found");
  }

  private static AudioDecoder decoder(String... settings) {
    Map<String, String> environment =
        switch (settings.length) {
          case 0 -> Map.of();
          case 2 -> Map.of(settings[0], settings[1]);
          default -> Map.of(settings[0], settings[1], settings[2], settings[3]);
        };
    return new AudioDecoder(AudioLimits.from(Settings.from(environment)));
  }

  private String program(String body) throws IOException {
    Path script = folder.resolve("program");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }

  private byte[] encode(byte[] wav, String muxer, String codec) throws Exception {
    Path ffmpeg = ProgramPath.find(Path.of("ffmpeg")).orElse(null);
    assumeTrue(ffmpeg != null, "needs ffmpeg");
    Path in = folder.resolve("in.wav");
    Path out = folder.resolve("out");
    Files.write(in, wav);
    Process process =
        new ProcessBuilder(
                String.valueOf(ffmpeg),
                "-v",
                "error",
                "-y",
                "-i",
                in.toString(),
                "-c:a",
                codec,
                "-f",
                muxer,
                out.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readAllBytes(out);
  }

  /** Root of the mean square. */
  private static double loudness(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }
}
