// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A function that has its effect, but whose answers are nothing, half, something else, or too much.
 */
@ExtendWith(Servers.Provider.class)
@Execution(ExecutionMode.CONCURRENT)
class SpoiledAnswersTest {
  private static final int EVENTS = 280;

  /** Each kind of trouble has a user of its own, whose others must wait, and come out in order. */
  private static final int USERS = Spoil.values().length;

  private static final String SPOILED_POSITION = "-000007";

  /** How long an endless answer holds up its user. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @Test
  void everyKindOfBadAnswer(Servers servers) throws Exception {
    Set<String> spoilt = ConcurrentHashMap.newKeySet();
    Shape shape = Shape.SINGLE.withDeadline(DEADLINE);
    try (Stage stage = new Stage(servers, servers.nats(), "spoiled", shape, System.nanoTime());
        SpoilingProxy proxy =
            new SpoilingProxy(stage.functionPort(), id -> spoil(id).filter(s -> spoilt.add(id)))) {
      // Given
      stage.function(Duration.ZERO);
      stage.feed().publish(USERS, EVENTS);

      // When
      stage.source("source", servers.nats().port(), proxy.port());

      // Then
      Map<String, String> dead =
          spoilt(stage).stream()
              .filter(id -> spoil(id).flatMap(Spoil::end).isPresent())
              .collect(
                  Collectors.toMap(id -> id, id -> spoil(id).orElseThrow().end().orElseThrow()));
      assertThat(dead).as("events to be refused").hasSize(4);
      stage.assertAllOnceAndInOrder(USERS, dead);
    }
  }

  private static Set<String> spoilt(Stage stage) {
    return stage.feed().sent().keySet().stream()
        .map(user -> user + SPOILED_POSITION)
        .collect(Collectors.toSet());
  }

  private static Optional<Spoil> spoil(String id) {
    int user = Integer.parseInt(Feed.user(id).substring("user".length()));
    return id.endsWith(SPOILED_POSITION) ? Optional.of(Spoil.values()[user]) : Optional.empty();
  }
}
