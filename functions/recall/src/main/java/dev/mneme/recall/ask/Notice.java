// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why there is a language model and it did not write. */
enum Notice {
  /** The asker's tokens of this day are spent. */
  BUDGET,
  /** It did not answer, or not to the end. */
  UNAVAILABLE;

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
