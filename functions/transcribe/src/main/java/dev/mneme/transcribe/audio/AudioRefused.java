// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import dev.mneme.contract.InvalidEventException;
import java.time.Duration;

/** The errors that audio can have: always the event's data, whether it came inside or by claim. */
final class AudioRefused {
  private AudioRefused() {}

  static InvalidEventException because(String found, String expected) {
    return InvalidEventException.of("data", found, expected);
  }

  static InvalidEventException longerThan(Duration longest) {
    return because("more than " + longest, "a recording of at most " + longest);
  }
}
