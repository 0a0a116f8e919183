// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mneme.transcribe.speech.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ObjDoubleConsumer;

/** Sounds to test with. */
final class Sounds {
  private Sounds() {}

  /** The project's own clip, as it is committed. */
  static byte[] clip() {
    try (InputStream in =
        Objects.requireNonNull(Sounds.class.getResourceAsStream("/speech.wav"), "speech.wav")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads WAV of any length. */
  static Pcm read(byte[] wav) {
    return WavReader.read(wav, Duration.ofHours(1));
  }

  /** A pure tone. */
  static float[] tone(double hertz, int sampleRate, double seconds) {
    float[] samples = new float[(int) (sampleRate * seconds)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / sampleRate));
    }
    return samples;
  }

  /** How strong a frequency is in some samples: the amplitude of a tone of that frequency. */
  static double strength(double hertz, float[] samples, int sampleRate) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < samples.length; i++) {
      double angle = 2 * Math.PI * hertz * i / sampleRate;
      re += samples[i] * Math.cos(angle);
      im += samples[i] * Math.sin(angle);
    }
    return 2 * Math.hypot(re, im) / samples.length;
  }

  static Recording silence(double seconds) {
    return new Recording(new float[(int) (seconds * Recording.SAMPLE_RATE)]);
  }

  /** A WAV file whose frames are all the same. */
  static byte[] wav(
      int codec,
      int bits,
      int channels,
      int frames,
      ObjDoubleConsumer<ByteBuffer> sample,
      double... values) {
    int frame = channels * bits / 8;
    ByteBuffer out = ByteBuffer.allocate(44 + frames * frame).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(US_ASCII)).putInt(36 + frames * frame);
    out.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
    out.putShort((short) codec).putShort((short) channels);
    out.putInt(16_000).putInt(16_000 * frame).putShort((short) frame).putShort((short) bits);
    out.put("data".getBytes(US_ASCII)).putInt(frames * frame);
    for (int i = 0; i < frames; i++) {
      for (double value : values) {
        sample.accept(out, value);
      }
    }
    return out.array();
  }
}
