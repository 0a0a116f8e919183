// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The audio that the transcriber reads, by media type. */
final class AudioType {
  static final Set<String> ACCEPTED =
      new TreeSet<>(Set.of("audio/wav", "audio/flac", "audio/mpeg", "audio/ogg", "audio/webm"));

  private AudioType() {}

  /**
   * The media type to pass on.
   *
   * @throws HttpProblem 415 if it is none of {@link #ACCEPTED}
   */
  static String of(String mediaType) {
    return Optional.of(mediaType)
        .filter(ACCEPTED::contains)
        .orElseThrow(
            () ->
                HttpProblem.of(
                    415,
                    "Unsupported media type",
                    "Content-Type",
                    mediaType.isEmpty() ? null : mediaType,
                    "one of " + ACCEPTED));
  }
}
