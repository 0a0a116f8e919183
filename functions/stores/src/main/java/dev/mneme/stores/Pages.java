// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a store lists page by page.
 *
 * @param <T> what is listed
 * @param <K> what says how far the listing has come
 */
@FunctionalInterface
public interface Pages<T, K> {
  /** Entries of a page. */
  int SIZE = 1_000;

  /**
   * The next page; shorter than {@code most} if it is the last.
   *
   * @param last where the page before ended; null for the first
   */
  List<T> after(@Nullable K last, int most);

  /**
   * All entries; a page is asked for when those before it were consumed.
   *
   * @param place of an entry in the listing
   */
  static <T, K> Stream<T> all(Pages<T, K> pages, Function<T, K> place) {
    return Stream.iterate(
            pages.after(null, SIZE),
            page -> !page.isEmpty(),
            page -> page.size() < SIZE ? List.of() : pages.after(place.apply(page.getLast()), SIZE))
        .flatMap(List::stream);
  }
}
