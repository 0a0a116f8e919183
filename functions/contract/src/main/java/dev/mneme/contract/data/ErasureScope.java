// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.mneme.contract.FieldErrors;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much is to be forgotten. Always said: a mistyped field must not mean everything. */
public enum ErasureScope {
  /** One memory. */
  MEMORY,
  /** Everything about the person. */
  PERSON;

  private static final int LONGEST_ID = 256;

  static void check(ErasureScope scope, @Nullable String memory, FieldErrors errors) {
    if (errors.present("data.scope", scope)) {
      if (scope == MEMORY) {
        errors.line("data.memory", memory, LONGEST_ID);
      } else {
        errors.check(memory == null, "data.memory", memory, "nothing, as the scope is person");
      }
    }
  }

  /** The word used in JSON, SQL and prose. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
