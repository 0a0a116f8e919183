// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.Checked;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know of their own memories.
 *
 * @param question 1 to 2,000 characters, any script
 * @param limit sources to return at most, 1 to 50; 5 where absent
 */
record Question(String question, @Nullable Integer limit) implements Checked {
  private static final int LONGEST = 2_000;
  private static final int MOST_SOURCES = 50;
  private static final int USUAL_SOURCES = 5;

  static Question read(FieldReader json) {
    return new Question(json.text("question"), json.optionalInt("limit"));
  }

  @Override
  public void check(FieldErrors errors) {
    errors.text("data.question", question, LONGEST);
    errors.check(
        limit == null || (limit >= 1 && limit <= MOST_SOURCES),
        "data.limit",
        limit,
        "a whole number from 1 to " + MOST_SOURCES);
  }

  int sources() {
    return Objects.requireNonNullElse(limit, USUAL_SOURCES);
  }
}
