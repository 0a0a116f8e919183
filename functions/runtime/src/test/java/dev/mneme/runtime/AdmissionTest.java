// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission = new Admission(2);

  @Test
  void admitsAsManyAsThereArePlaces() {
    // Given
    admission.enter();
    admission.enter();

    // Then
    assertThatThrownBy(admission::enter)
        .isInstanceOfSatisfying(
            HttpProblem.class, problem -> assertThat(problem.response().status()).isEqualTo(429));
    admission.leave();
    admission.enter();
  }

  @Test
  void drainsOnceAllHaveLeft() {
    // Given
    admission.enter();

    // When
    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(() -> admission.drain(Duration.ofSeconds(30)));
    await().until(admission::closed);

    // Then
    assertThatThrownBy(admission::enter)
        .isInstanceOfSatisfying(
            HttpProblem.class, problem -> assertThat(problem.response().status()).isEqualTo(503));
    assertThat(drained).isNotDone();
    admission.leave();
    assertThat(drained.join()).isTrue();
  }

  @Test
  void tellsThatSomebodyStayed() {
    // Given
    admission.enter();

    // Then
    assertThat(admission.drain(Duration.ofMillis(1))).isFalse();
  }
}
