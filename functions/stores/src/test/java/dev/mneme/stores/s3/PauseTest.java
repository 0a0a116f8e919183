// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
  @Test
  void whoIsInterruptedStaysSo() {
    // Given
    Thread.currentThread().interrupt();

    // Then
    assertThatThrownBy(() -> Pause.SLEEP.take(Duration.ofMinutes(1)))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
