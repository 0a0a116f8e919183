// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.TryLaterException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MeanwhileTest {
  @Test
  void theCallerGoesOnWhileItWorks() {
    // Given
    CountDownLatch callerWentOn = new CountDownLatch(1);

    // When
    Meanwhile<String> work = Meanwhile.start(() -> awaited(callerWentOn));
    callerWentOn.countDown();

    // Then
    assertThat(work.join()).isEqualTo("done");
  }

  @Test
  void whatItThrowsIsThrownAsItIs() {
    // Given
    TryLaterException away = new TryLaterException("away", Duration.ofSeconds(1));

    // When
    Meanwhile<String> work =
        Meanwhile.start(
            () -> {
              throw away;
            });

    // Then
    assertThatThrownBy(work::join).isSameAs(away);
  }

  private static String awaited(CountDownLatch latch) {
    try {
      latch.await();
      return "done";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
