// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.TryLaterException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
  @ParameterizedTest
  @ValueSource(strings = {"08006", "40001", "40P01", "53300", "55P03", "57P01", "57014", "58030"})
  void passesByItself(String state) {
    // Then
    assertThat(Outage.of(new SQLException("db.internal", state)))
        .isInstanceOfSatisfying(
            TryLaterException.class,
            e -> {
              assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(5));
              assertThat(e).hasMessage("Postgres cannot be used at the moment");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42501", "42601", "22021", "55000", "", "8"})
  void stays(String state) {
    // Then
    assertThat(Outage.of(new SQLException("no", state))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void poolThatGaveUpWaitingPasses() {
    // Then
    assertThat(Outage.of(new SQLTransientConnectionException("timed out")))
        .isInstanceOf(TryLaterException.class);
  }

  @Test
  void reasonNamesNoHostAndTheCauseIsKept() {
    // Given
    IOException cause = new IOException("10.0.0.7 refused");

    // Then
    assertThat(Outage.of("S3", cause))
        .hasMessage("S3 cannot be used at the moment")
        .hasCause(cause);
  }
}
