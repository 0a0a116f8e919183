// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import dev.mneme.contract.LifeCategory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A life at a glance.
 *
 * @param memories all that can be told today
 * @param first time of the earliest; absent where there is none
 * @param last time of the latest; absent where there is none
 * @param categories those that have memories, in the order of the categories
 * @param people those named most come first, 100 at most
 * @param plans what is still to come, the next first, 50 at most
 */
record Life(
    long memories,
    @Nullable Instant first,
    @Nullable Instant last,
    List<Part> categories,
    List<KnownPerson> people,
    List<Plan> plans) {
  /**
   * One part of a life.
   *
   * @param months those with memories, in order
   */
  record Part(
      LifeCategory category, long memories, Instant first, Instant last, List<Month> months) {}

  /**
   * Memories of a month (UTC).
   *
   * @param month such as 2026-03
   */
  record Month(String month, long memories) {}

  /**
   * Somebody the memories name.
   *
   * @param mentions memories that name them
   * @param first time of the first that does
   * @param last time of the latest that does
   */
  record KnownPerson(String name, long mentions, Instant first, Instant last) {}

  /**
   * Something that was to be done.
   *
   * @param id of the memory that says so
   * @param said when
   * @param due day the text names; absent where it names none
   */
  record Plan(
      String id, Instant said, String text, LifeCategory category, @Nullable LocalDate due) {}
}
