// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.Checked;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks their own memories.
 *
 * @param question 1 to 2,000 characters, any script
 * @param limit memories to answer from at most, 1 to 20; 8 where absent
 */
record AskedQuestion(String question, @Nullable Integer limit) implements Checked {
  private static final int LONGEST = 2_000;
  private static final int MOST = 20;
  private static final int USUAL = 8;

  static AskedQuestion read(FieldReader json) {
    return new AskedQuestion(json.text("question"), json.optionalInt("limit"));
  }

  @Override
  public void check(FieldErrors errors) {
    errors.text("data.question", question, LONGEST);
    errors.check(
        limit == null || (limit >= 1 && limit <= MOST),
        "data.limit",
        limit,
        "a whole number from 1 to " + MOST);
  }

  int most() {
    return Objects.requireNonNullElse(limit, USUAL);
  }
}
