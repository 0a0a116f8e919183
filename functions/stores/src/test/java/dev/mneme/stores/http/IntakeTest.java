// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
  private static final int UNKNOWN = -1;

  private final Intake intake = new Intake(Deadline.NEVER, 100_000);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, 100_000})
  void aBodyIsReadWhetherItsLengthIsKnownOrNot(int length) throws IOException {
    // Given
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);

    // Then
    assertThat(intake.read(new ByteArrayInputStream(body), length)).isEqualTo(body);
    assertThat(intake.read(new ByteArrayInputStream(body), UNKNOWN)).isEqualTo(body);
  }

  @Test
  void whatIsTooLargeByItsLengthIsNotRead() {
    // Given
    InputStream body = new ByteArrayInputStream(new byte[] {7});

    // Then
    assertThatThrownBy(() -> intake.read(body, 100_001))
        .isInstanceOfSatisfying(
            BodyTooLargeException.class, e -> assertThat(e.bytes()).isEqualTo(100_001));
    assertThat(body).hasBinaryContent(new byte[] {7});
  }

  @Test
  void whatTurnsOutTooLargeIsRefused() {
    // Given
    InputStream body = new ByteArrayInputStream(new byte[100_001]);

    // Then
    assertThatThrownBy(() -> intake.read(body, UNKNOWN)).isInstanceOf(BodyTooLargeException.class);
  }

  @Test
  void whatEndsEarlyIsNoBody() {
    // Given
    InputStream body = new ByteArrayInputStream(new byte[4]);

    // Then
    assertThatThrownBy(() -> intake.read(body, 5))
        .isInstanceOf(EOFException.class)
        .hasMessage("an answer of 5 bytes ended after 4");
  }

  @Test
  void whatDripsBeyondTheDeadlineIsGivenUp() {
    // Given
    Intake late = new Intake(Deadline.in(Duration.ZERO), 10);
    InputStream body = new ByteArrayInputStream(new byte[5]);

    // Then
    assertThatThrownBy(() -> late.read(body, 5)).isInstanceOf(SocketTimeoutException.class);
  }
}
