// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.UserKey;
import dev.mneme.source.deadletter.DeadLetters;
import dev.mneme.source.deadletter.LetterFilter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A consent that is withdrawn and granted again, on the whole system. */
@ExtendWith(WholeSystem.Provider.class)
class ConsentTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final UserKey ADA = new UserKey("consent", "ada");
  private static final String KEPT =
      "SELECT id FROM mneme.memory WHERE tenant = 'consent' ORDER BY id";

  @Test
  void whatIsWithdrawnIsNotStoredAndWhatIsGrantedAgainIsStoredOnce(WholeSystem system)
      throws Exception {
    // Given
    decide(system, "withdrawn");
    await().atMost(LIMIT).until(() -> decisions(system) == 1);

    // When
    capture(system, "held-back");

    // Then
    await().atMost(LIMIT).until(() -> system.deadLetterAbout("held-back").isPresent());
    assertThat(system.deadLetterAbout("held-back").orElseThrow().reason()).isEqualTo("consent");
    assertThat(system.rows(KEPT)).isEmpty();
    assertThat(logged(system)).containsExactly("dev.mneme.consent.withdrawn.v1");

    // And once it is granted again
    decide(system, "granted");
    await().atMost(LIMIT).until(() -> decisions(system) == 2);
    assertThat(redrive(system)).isEqualTo(1);
    await().atMost(LIMIT).until(() -> !system.rows(KEPT).isEmpty());
    capture(system, "after");
    await().atMost(LIMIT).until(() -> system.rows(KEPT).size() == 2);
    assertThat(system.rows(KEPT)).containsExactly("after", "held-back");
    assertThat(redrive(system)).isZero();
  }

  private static void decide(WholeSystem system, String decision) throws Exception {
    HttpResponse<String> response =
        system.give(
            ADA,
            "/v1/consent",
            "application/json",
            "{\"decision\":\"%s\",\"purposes\":[\"persist\"]}"
                .formatted(decision)
                .getBytes(StandardCharsets.UTF_8));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
  }

  private static void capture(WholeSystem system, String id) throws Exception {
    String json = "{\"id\":\"%s\",\"text\":\"Told only while I allow it.\"}".formatted(id);
    assertThat(system.capture(ADA, json).statusCode()).isEqualTo(202);
  }

  private static int decisions(WholeSystem system) {
    return system.rows("SELECT granted FROM mneme.consent WHERE tenant = 'consent'").size();
  }

  private static Iterable<String> logged(WholeSystem system) {
    return system.rows(
        "SELECT content::json->>'type' FROM mneme.audit_entry WHERE tenant = 'consent'");
  }

  private static int redrive(WholeSystem system) throws Exception {
    DeadLetters letters = new DeadLetters(system.streams());
    int[] redriven = {0};
    letters.each(
        LetterFilter.of(ADA),
        letters.newest(),
        letter -> {
          letters.redrive(letter);
          redriven[0]++;
          return true;
        });
    return redriven[0];
  }
}
