// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import dev.mneme.contract.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What this process is ready to decode.
 *
 * @param longest longest recording
 * @param largest most bytes of one recording as sent
 * @param decoding how long decoding one recording may take
 * @param ffmpeg name or path of the ffmpeg program
 */
public record AudioLimits(Duration longest, long largest, Duration decoding, Path ffmpeg) {
  /** Out of {@code MNEME_AUDIO_*} and {@code MNEME_FFMPEG}. */
  public static AudioLimits from(Settings settings) {
    return new AudioLimits(
        settings.duration(
            "MNEME_AUDIO_LONGEST",
            Duration.ofMinutes(15),
            Duration.ofSeconds(1),
            Duration.ofHours(1)),
        settings.number("MNEME_AUDIO_LARGEST_BYTES", 64L << 20, 1 << 10, 512L << 20),
        settings.duration(
            "MNEME_AUDIO_DECODING",
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10)),
        Path.of(settings.text("MNEME_FFMPEG", "ffmpeg")));
  }
}
