// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.stores.search.MemoryFilter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param unknown what nobody knows; an error, for a filter that is passed over shows too much
 */
record SearchFilter(
    @Nullable String from,
    @Nullable String until,
    @Nullable List<LifeCategory> categories,
    @Nullable List<MemoryKind> kinds,
    @Nullable List<String> people,
    @Nullable List<CaptureSource> sources,
    @JsonAnySetter @Nullable Map<String, Object> unknown) {
  static final SearchFilter NONE = new SearchFilter(null, null, null, null, null, null, null);

  private static final String FIELDS = "one of from, until, categories, kinds, people, sources";
  private static final int MOST = 20;
  private static final int LONGEST_NAME = 200;

  void check(String field, FieldErrors errors) {
    Moments.check(field + ".from", from, errors);
    Moments.check(field + ".until", until, errors);
    checkList(field + ".categories", categories, errors);
    checkList(field + ".kinds", kinds, errors);
    checkList(field + ".sources", sources, errors);
    checkList(field + ".people", people, errors);
    if (people != null) {
      for (int i = 0; i < people.size(); i++) {
        errors.line(field + ".people[" + i + "]", people.get(i), LONGEST_NAME);
      }
    }
    if (unknown != null) {
      unknown.forEach((name, value) -> errors.check(false, field + "." + name, value, FIELDS));
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

  private static void checkList(String field, @Nullable List<?> list, FieldErrors errors) {
    errors.check(
        list == null || (list.size() <= MOST && list.stream().allMatch(Objects::nonNull)),
        field,
        list,
        "at most " + MOST + " values, none of them null");
  }

  private static Set<String> words(@Nullable Collection<?> values) {
    return values == null
        ? Set.of()
        : values.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
  }
}
