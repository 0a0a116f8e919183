// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose words an answer is in. */
enum WrittenBy {
  /** The asker's own, out of their memories. */
  EXTRACT,
  /** Those of the configured language model. */
  MODEL;

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
