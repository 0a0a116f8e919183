// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a memory was captured. */
enum CaptureSource {
  SPOKEN,
  WRITTEN;

  /** The word used in JSON and in the index. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
