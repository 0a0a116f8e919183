// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.UserKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A wish to be forgotten, from the gateway to the audit log. */
@ExtendWith(WholeSystem.Provider.class)
class ForgottenTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final UserKey ANA = new UserKey("forgotten", "ana");
  private static final String KEPT = "SELECT id FROM mneme.memory WHERE tenant = 'forgotten'";

  @Test
  void oneMemoryGoesAndItsNeighbourStays(WholeSystem system) throws Exception {
    // Given
    for (String id : new String[] {"forgotten-1", "forgotten-2"}) {
      system.capture(
          ANA,
          """
          {"id":"%s","text":"A secret called %s."}\
          """
              .formatted(id, id));
    }
    await().atMost(LIMIT).until(() -> system.rows(KEPT).size() == 2);

    // When
    int status =
        system
            .forget(ANA, "erasure-1", "{\"scope\":\"memory\",\"memory\":\"forgotten-1\"}")
            .statusCode();

    // Then
    assertThat(status).isEqualTo(202);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        system.rows(
                            "SELECT complete FROM mneme.erasure WHERE event_id = 'erasure-1'"))
                    .containsExactly("t"));
    assertThat(system.rows(KEPT)).containsExactly("forgotten-2");
  }
}
