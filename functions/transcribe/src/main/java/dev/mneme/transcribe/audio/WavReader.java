// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * Reads WAV (RIFF, Microsoft's multimedia specification 1.0 and WAVEFORMATEXTENSIBLE): linear PCM
 * of 8 to 32 bits and IEEE float, any number of channels. A data chunk that claims more than there
 * is, as recorders that were cut off and streams leave it, is read to the end of the file.
 */
final class WavReader {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int LEAST_RATE = 4_000;
  private static final int MOST_RATE = 384_000;

  private WavReader() {}

  /** Reads a file that is known to begin as RIFF/WAVE, unless it holds more than is accepted. */
  static Pcm read(byte[] file, Duration longest) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(12);
    Format format = null;
    while (in.remaining() >= 8) {
      byte[] id = new byte[4];
      in.get(id);
      long size = Integer.toUnsignedLong(in.getInt());
      int here = (int) Math.min(size, in.remaining());
      ByteBuffer chunk = in.slice(in.position(), here).order(ByteOrder.LITTLE_ENDIAN);
      switch (new String(id, ISO_8859_1)) {
        case "fmt " -> format = Format.read(chunk);
        case "data" -> {
          if (format == null) {
            throw AudioRefused.because("WAV data before its format", "a fmt chunk first");
          }
          if (format.seconds(chunk) > longest.toMillis() / 1000.0) {
            throw AudioRefused.longerThan(longest);
          }
          return new Pcm(format.mono(chunk), format.sampleRate);
        }
        default -> {}
      }
      // Chunks are padded to an even length.
      in.position((int) Math.min(in.position() + here + (size & 1), in.limit()));
    }
    throw AudioRefused.because("WAV without a data chunk", "WAV with sound");
  }

  private record Format(int codec, int channels, int sampleRate, int bits) {
    static Format read(ByteBuffer chunk) {
      if (chunk.remaining() < 16) {
        throw AudioRefused.because("WAV format of " + chunk.remaining() + " bytes", "16 or more");
      }
      int codec = Short.toUnsignedInt(chunk.getShort(0));
      if (codec == EXTENSIBLE && chunk.remaining() >= 26) {
        codec = Short.toUnsignedInt(chunk.getShort(24));
      }
      Format format =
          new Format(
              codec,
              Short.toUnsignedInt(chunk.getShort(2)),
              chunk.getInt(4),
              Short.toUnsignedInt(chunk.getShort(14)));
      format.check();
      return format;
    }

    private void check() {
      boolean readable =
          switch (codec) {
            case PCM -> bits == 8 || bits == 16 || bits == 24 || bits == 32;
            case FLOAT -> bits == 32 || bits == 64;
            default -> false;
          };
      if (!readable) {
        throw AudioRefused.because(
            "WAV codec " + codec + " with " + bits + " bits",
            "PCM of 8, 16, 24 or 32 bits, or float of 32 or 64");
      }
      if (channels == 0) {
        throw AudioRefused.because("WAV of 0 channels", "at least 1");
      }
      if (sampleRate < LEAST_RATE || sampleRate > MOST_RATE) {
        throw AudioRefused.because(
            "WAV of " + sampleRate + " Hz", LEAST_RATE + " to " + MOST_RATE + " Hz");
      }
    }

    private int frame() {
      return channels * bits / 8;
    }

    double seconds(ByteBuffer data) {
      return (double) (data.remaining() / frame()) / sampleRate;
    }

    float[] mono(ByteBuffer data) {
      int frame = frame();
      float[] mono = new float[data.remaining() / frame];
      for (int i = 0; i < mono.length; i++) {
        float sum = 0;
        for (int channel = 0; channel < channels; channel++) {
          sum += sample(data, i * frame + channel * bits / 8);
        }
        mono[i] = sum / channels;
      }
      return mono;
    }

    private float sample(ByteBuffer data, int at) {
      if (codec == FLOAT) {
        double value = bits == 32 ? data.getFloat(at) : data.getDouble(at);
        return Double.isFinite(value) ? (float) Math.clamp(value, -1, 1) : 0;
      }
      return switch (bits) {
        case 8 -> ((data.get(at) & 0xff) - 128) / 128f;
        case 16 -> data.getShort(at) / 32_768f;
        case 24 -> ((data.getShort(at) & 0xffff) | data.get(at + 2) << 16) / 8_388_608f;
        default -> data.getInt(at) / 2_147_483_648f;
      };
    }
  }
}
