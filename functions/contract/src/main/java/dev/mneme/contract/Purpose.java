// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a person can allow or forbid: each names the function that would see the data. */
public enum Purpose {
  TRANSCRIBE,
  CLASSIFY,
  PERSIST,
  TRAIN,
  RECALL;

  /** In the order of declaration, so that equal sets have equal bytes. */
  public static Set<Purpose> ordered(Set<Purpose> purposes) {
    Set<Purpose> ordered = EnumSet.noneOf(Purpose.class);
    ordered.addAll(purposes);
    return Collections.unmodifiableSet(ordered);
  }

  /** The word used in JSON, SQL and prose. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
