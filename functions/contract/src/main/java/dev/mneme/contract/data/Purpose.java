// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person can allow or forbid: each names the function that would see the data. */
public enum Purpose {
  TRANSCRIBE,
  CLASSIFY,
  PERSIST,
  TRAIN,
  RECALL;

  /** The word used in JSON, SQL and prose. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
