// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import java.util.Locale;

/** What a user's prefix is divided into. */
public enum Area {
  /** Recordings as they were captured. */
  AUDIO(""),
  /** Memories as they were classified, JSON. */
  MEMORIES(".json"),
  /** Personal models. */
  MODELS("");

  private final String suffix;

  Area(String suffix) {
    this.suffix = suffix;
  }

  String step() {
    return name().toLowerCase(Locale.ROOT);
  }

  String suffix() {
    return suffix;
  }
}
