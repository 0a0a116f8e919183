// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mneme.transcribe.speech.Recording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a recording as WAV: 16-bit PCM, the form that needs no further preparation anywhere. */
public final class WavWriter {
  private static final int HEADER = 44;

  private WavWriter() {}

  /** The whole file. */
  public static byte[] write(Recording recording) {
    float[] samples = recording.samples();
    int size = samples.length * Short.BYTES;
    ByteBuffer out = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(US_ASCII)).putInt(HEADER - 8 + size);
    out.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 1);
    out.putInt(Recording.SAMPLE_RATE).putInt(Recording.SAMPLE_RATE * Short.BYTES);
    out.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
    out.put("data".getBytes(US_ASCII)).putInt(size);
    for (float sample : samples) {
      out.putShort((short) Math.clamp(Math.round(sample * 32_768f), -32_768, 32_767));
    }
    return out.array();
  }
}
