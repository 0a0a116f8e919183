// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationsTest {
  private final JobSignals signals = new JobSignals();
  private final Notifications notifications = new Notifications(signals, Optional.of("ours"));

  @Test
  void takesACallForAJobNobodyWaitsForAsOftenAsItComes() {
    assertThat(notifications.take("Bearer ours", "j1")).isEqualTo(204);
    assertThat(notifications.take("Bearer ours", "j1")).isEqualTo(204);
  }

  @Test
  void letsNobodyInWithoutTheToken() {
    assertThat(notifications.take("", "j1")).isEqualTo(401);
    assertThat(notifications.take("Bearer theirs", "j1")).isEqualTo(401);
    assertThat(notifications.take("ours", "j1")).isEqualTo(401);
  }

  @Test
  void needsTheIdOfAJob() {
    assertThat(notifications.take("Bearer ours", "")).isEqualTo(400);
  }

  @Test
  void isNotThereUnlessItWasConfigured() {
    assertThat(new Notifications(signals, Optional.empty()).take("Bearer ", "j1")).isEqualTo(404);
  }
}
