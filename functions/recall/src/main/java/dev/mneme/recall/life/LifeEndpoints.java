// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.UserKey;
import dev.mneme.recall.life.LifeReader.MonthCount;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The structured view over HTTP. */
final class LifeEndpoints {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  private final LifeReader lives;
  private final TimelineReader timelines;
  private final Clock clock;

  LifeEndpoints(LifeReader lives, TimelineReader timelines, Clock clock) {
    this.lives = lives;
    this.timelines = timelines;
    this.clock = clock;
  }

  /** {@code GET /v1/life}. */
  Response life(UserKey owner, Request request) {
    LifeReader.Rows rows = lives.read(owner, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    List<MonthCount> months = rows.months();
    return Response.json(
        new Life(
            months.stream().mapToLong(MonthCount::memories).sum(),
            months.stream().map(MonthCount::first).min(Comparator.naturalOrder()).orElse(null),
            months.stream().map(MonthCount::last).max(Comparator.naturalOrder()).orElse(null),
            parts(months),
            rows.people(),
            rows.plans()));
  }

  /** {@code GET /v1/timeline?category=&after=&limit=}. */
  Response timeline(UserKey owner, Request request) {
    LifeCategory category = request.query("category").map(LifeEndpoints::category).orElse(null);
    PagePlace after = request.query("after").map(PagePlace::parse).orElse(PagePlace.START);
    return Response.json(timelines.page(owner, category, after, limit(request)));
  }

  private static List<Life.Part> parts(List<MonthCount> months) {
    Map<LifeCategory, List<MonthCount>> byCategory = new EnumMap<>(LifeCategory.class);
    for (LifeCategory category : LifeCategory.values()) {
      byCategory.put(
          category, months.stream().filter(month -> month.category() == category).toList());
    }
    return byCategory.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> part(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Life.Part part(LifeCategory category, List<MonthCount> months) {
    return new Life.Part(
        category,
        months.stream().mapToLong(MonthCount::memories).sum(),
        months.stream().map(MonthCount::first).min(Comparator.naturalOrder()).orElse(Instant.MAX),
        months.stream().map(MonthCount::last).max(Comparator.naturalOrder()).orElse(Instant.MIN),
        months.stream().map(month -> new Life.Month(month.month(), month.memories())).toList());
  }

  private static LifeCategory category(String name) {
    return Arrays.stream(LifeCategory.values())
        .filter(category -> category.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                InvalidEventException.of(
                    "category", name, "one of " + Arrays.toString(LifeCategory.values())));
  }

  private static int limit(Request request) {
    Optional<String> text = request.query("limit");
    if (text.isEmpty()) {
      return USUAL;
    }
    String expected = "a whole number from 1 to " + MOST;
    try {
      int limit = Integer.parseInt(text.get());
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw InvalidEventException.of("limit", text.get(), expected);
    }
    throw InvalidEventException.of("limit", text.get(), expected);
  }
}
