// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.stores.search.MemoryFilter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which memories a search is about. What is absent or empty does not restrict; between the fields
 * stands "and", within a list "or".
 *
 * @param from earliest time of a memory, inclusive; ISO 8601
 * @param until latest time of a memory, exclusive; ISO 8601
 * @param people names, compared without regard to case
 */
record SearchFilter(
    @Nullable String from,
    @Nullable String until,
    @Nullable Set<LifeCategory> categories,
    @Nullable Set<MemoryKind> kinds,
    @Nullable List<String> people,
    @Nullable Set<CaptureSource> sources) {
  static final SearchFilter NONE = new SearchFilter(null, null, null, null, null, null);

  private static final int MOST = 20;
  private static final int LONGEST_NAME = 200;

  /** Reads a filter; what nobody knows is an error, for a filter passed over shows too much. */
  static SearchFilter read(FieldReader json) {
    json.only("from", "until", "categories", "kinds", "people", "sources");
    return new SearchFilter(
        json.optionalText("from"),
        json.optionalText("until"),
        json.optionalWords("categories", LifeCategory.values()),
        json.optionalWords("kinds", MemoryKind.values()),
        json.optionalTexts("people"),
        json.optionalWords("sources", CaptureSource.values()));
  }

  void check(String field, FieldErrors errors) {
    Moments.check(field + ".from", from, errors);
    Moments.check(field + ".until", until, errors);
    checkSize(field + ".categories", categories, errors);
    checkSize(field + ".kinds", kinds, errors);
    checkSize(field + ".sources", sources, errors);
    checkSize(field + ".people", people, errors);
    if (people != null) {
      for (int i = 0; i < people.size(); i++) {
        errors.line(field + ".people[" + i + "]", people.get(i), LONGEST_NAME);
      }
    }
  }

  /**
   * The filter for the index.
   *
   * @param newest greatest position that may be shown
   */
  MemoryFilter upTo(long newest) {
    return new MemoryFilter(
        Moments.read(from),
        Moments.read(until),
        newest,
        words(categories),
        words(kinds),
        people == null ? Set.of() : Set.copyOf(people),
        words(sources));
  }

  private static void checkSize(String field, @Nullable Collection<?> list, FieldErrors errors) {
    errors.check(list == null || list.size() <= MOST, field, list, "at most " + MOST + " values");
  }

  private static Set<String> words(@Nullable Collection<?> values) {
    return values == null
        ? Set.of()
        : values.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
  }
}
