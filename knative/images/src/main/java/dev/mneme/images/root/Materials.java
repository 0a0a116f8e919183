// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the operator adds to images.
 *
 * @param base image with a C library, by digest; empty for one of this machine's files
 * @param decoder an ffmpeg for transcribe
 */
public record Materials(String base, Optional<Path> decoder) {
  /** Nothing. */
  public static Materials none() {
    return new Materials("", Optional.empty());
  }
}
