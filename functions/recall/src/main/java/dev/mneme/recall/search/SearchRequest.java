// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.Checked;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for among their own memories.
 *
 * @param question 1 to 2,000 characters, any script; nothing in it has a meaning to any engine
 * @param filter which memories the search is about; all where absent
 * @param asOf ISO 8601: what was known at that moment and nothing that was persisted later; now
 *     where absent
 * @param order in which they come; ranked where absent
 * @param limit memories a page, 1 to 50; 10 where absent
 * @param cursor {@code next} of the page before; absent for the first one
 */
record SearchRequest(
    String question,
    @Nullable SearchFilter filter,
    @Nullable String asOf,
    @Nullable SearchOrder order,
    @Nullable Integer limit,
    @Nullable String cursor)
    implements Checked {
  private static final int LONGEST_QUESTION = 2_000;
  private static final int LONGEST_CURSOR = 4_000;
  private static final int MOST = 50;
  private static final int USUAL = 10;

  static SearchRequest of(String question, int limit) {
    return new SearchRequest(question, null, null, null, limit, null);
  }

  /** Reads a request; what nobody knows is an error, and not a search for more than was asked. */
  static SearchRequest read(FieldReader json) {
    json.only("question", "filter", "asOf", "order", "limit", "cursor");
    return new SearchRequest(
        json.text("question"),
        json.optionalObject("filter", SearchFilter::read),
        json.optionalText("asOf"),
        json.optionalWord("order", SearchOrder.values()),
        json.optionalInt("limit"),
        json.optionalText("cursor"));
  }

  @Override
  public void check(FieldErrors errors) {
    errors.text("data.question", question, LONGEST_QUESTION);
    errors.check(
        limit == null || (limit >= 1 && limit <= MOST),
        "data.limit",
        limit,
        "a whole number from 1 to " + MOST);
    Moments.check("data.asOf", asOf, errors);
    errors.optionalText("data.cursor", cursor, LONGEST_CURSOR);
    if (filter != null) {
      filter.check("data.filter", errors);
    }
  }

  SearchFilter restriction() {
    return Objects.requireNonNullElse(filter, SearchFilter.NONE);
  }

  @Nullable Instant moment() {
    return Moments.read(asOf);
  }

  SearchOrder sorting() {
    return Objects.requireNonNullElse(order, SearchOrder.RANKED);
  }

  int size() {
    return Objects.requireNonNullElse(limit, USUAL);
  }
}
