// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Memories that belong together in time: a session goes on until nothing was found for longer than
 * {@link #PAUSE}.
 */
final class Sessions {
  static final Duration PAUSE = Duration.ofHours(1);

  private static final Comparator<Found> IN_TIME =
      (one, other) -> {
        int inTime = one.occurredAt().compareTo(other.occurredAt());
        return inTime == 0 ? Long.compare(one.position(), other.position()) : inTime;
      };

  private final Map<Long, Integer> sessionOf = new HashMap<>();
  private final List<Best> best = new ArrayList<>();

  /** The best scores of a session. */
  record Best(double words, double nearness) {
    Best with(Found memory) {
      return new Best(Math.max(words, memory.words()), Math.max(nearness, memory.nearness()));
    }
  }

  private Sessions() {}

  static Sessions of(List<Found> found) {
    Sessions sessions = new Sessions();
    Instant open = Instant.MAX;
    for (Found memory : found.stream().sorted(IN_TIME).toList()) {
      if (sessions.best.isEmpty() || memory.occurredAt().isAfter(open)) {
        sessions.best.add(new Best(memory.words(), memory.nearness()));
      } else {
        sessions.best.set(sessions.best.size() - 1, sessions.best.getLast().with(memory));
      }
      sessions.sessionOf.put(memory.position(), sessions.best.size() - 1);
      open = memory.occurredAt().plus(PAUSE);
    }
    return sessions;
  }

  /** The best of a found memory's session. */
  Best best(Found memory) {
    return best.get(session(memory));
  }

  boolean together(Found one, Found other) {
    return session(one) == session(other);
  }

  private int session(Found memory) {
    return Objects.requireNonNull(sessionOf.get(memory.position()));
  }
}
