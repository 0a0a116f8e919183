// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.transcribe.speech.Recording;
import java.util.Arrays;
import java.util.HexFormat;

/** Turns audio of any accepted format into a {@link Recording}. Safe for use by many threads. */
public final class AudioDecoder {
  private static final int BYTES_SHOWN = 12;

  private final AudioLimits limits;
  private final Ffmpeg ffmpeg;

  public AudioDecoder(AudioLimits limits) {
    this.limits = limits;
    this.ffmpeg = new Ffmpeg(limits);
  }

  /**
   * Decodes one recording.
   *
   * @throws InvalidEventException if it is not audio of an accepted format, is broken, empty, or
   *     beyond the limits
   * @throws TryLaterException if its format needs ffmpeg and ffmpeg is not there
   */
  public Recording decode(byte[] audio) {
    if (audio.length > limits.largest()) {
      throw AudioRefused.because(audio.length + " bytes", "at most " + limits.largest());
    }
    AudioFormat format =
        AudioFormat.of(audio)
            .orElseThrow(() -> AudioRefused.because(start(audio), "audio: " + AudioFormat.names()));
    Pcm pcm =
        format == AudioFormat.WAV
            ? WavReader.read(audio, limits.longest())
            : ffmpeg.decode(audio, format);
    if (pcm.samples().length == 0) {
      throw AudioRefused.because(format + " without sound", "at least one sample of sound");
    }
    return new Recording(
        Resampler.resample(pcm.samples(), pcm.sampleRate(), Recording.SAMPLE_RATE));
  }

  private static String start(byte[] audio) {
    return audio.length == 0
        ? "no bytes"
        : "bytes "
            + HexFormat.ofDelimiter(" ")
                .formatHex(Arrays.copyOf(audio, Math.min(audio.length, BYTES_SHOWN)));
  }
}
