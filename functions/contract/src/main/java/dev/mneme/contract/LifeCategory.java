// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The parts of a life a memory can belong to. */
public enum LifeCategory {
  IDENTITY,
  FAMILY,
  RELATIONSHIPS,
  HEALTH,
  WORK,
  LEARNING,
  FINANCE,
  HOME,
  TRAVEL,
  LEISURE,
  BELIEFS,
  MILESTONES;

  /** The word used in JSON, SQL and prose. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
