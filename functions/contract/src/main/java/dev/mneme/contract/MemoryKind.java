// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a memory tells: something that happened, that is, that shall be, that is liked, or who is
 * who.
 */
public enum MemoryKind {
  EVENT,
  STATE,
  PLAN,
  PREFERENCE,
  RELATIONSHIP;

  /** The word used in JSON, SQL and prose. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
