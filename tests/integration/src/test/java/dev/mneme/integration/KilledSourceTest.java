// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.UserKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** A source that is killed in mid-run, and the one that takes over. */
@Isolated("it keeps the whole machine busy")
@ExtendWith(WholeSystem.Provider.class)
class KilledSourceTest {
  private static final int USERS = 8;
  private static final int MEMORIES = 400;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String PERSISTED =
      "SELECT id FROM mneme.memory WHERE tenant = 'killed' ORDER BY position";

  @Test
  void findsEveryMemoryExactlyOnceAndInOrder(WholeSystem system) throws Exception {
    // Given
    for (int i = 0; i < MEMORIES; i++) {
      String json =
          """
          {"id":"killed-%03d","text":"Memory number %d."}\
          """
              .formatted(i, i);
      assertThat(system.capture(new UserKey("killed", "user" + i % USERS), json).statusCode())
          .isEqualTo(202);
      if (i == MEMORIES / 4) {
        await().atMost(LIMIT).until(() -> !system.rows(PERSISTED).isEmpty());
        system.kill("source");
      }
    }
    int before = system.rows(PERSISTED).size();

    // When
    system.startAgain("source");

    // Then
    assertThat(before).as("the kill came in mid-run").isBetween(1, MEMORIES - 1);
    await().atMost(LIMIT).until(() -> system.rows(PERSISTED).size() >= MEMORIES);
    assertThat(system.rows(PERSISTED))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, MEMORIES).mapToObj("killed-%03d"::formatted).toList());
    for (int user = 0; user < USERS; user++) {
      List<String> own =
          system.rows(
              "SELECT id FROM mneme.memory WHERE tenant = 'killed' AND user_id = ? ORDER BY"
                  + " position",
              "user" + user);
      assertThat(own).as("order of user" + user).hasSize(MEMORIES / USERS).isSorted();
    }
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        system.rows(
                            """
                            SELECT (SELECT count(*) FROM mneme.audit_leaf)
                              - (SELECT count(*) FROM mneme.memory) - (SELECT count(*) FROM mneme.model)
                              - (SELECT coalesce(sum(memories) + count(*), 0) FROM mneme.erasure)
                              - (SELECT count(DISTINCT (event_source, event_id)) FROM mneme.consent)\
                            """))
                    .as(
                        "leaves of the audit log that no memory, model, erasure or consent accounts"
                            + " for")
                    .containsExactly("0"));
  }
}
