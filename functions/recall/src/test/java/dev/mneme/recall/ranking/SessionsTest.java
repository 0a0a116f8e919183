// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
  @Test
  void goesOnUntilThePauseIsLongerThanAnHour() {
    // Given
    Found first = FoundMemories.at(1, 0, 1, 0.1);
    Found second = FoundMemories.at(2, 60, 3, 0.2);
    Found third = FoundMemories.at(3, 121, 2, 0.3);

    // When
    Sessions sessions = Sessions.of(List.of(third, first, second));

    // Then
    assertThat(sessions.together(first, second)).isTrue();
    assertThat(sessions.together(second, third)).isFalse();
    assertThat(sessions.best(first)).isEqualTo(new Sessions.Best(3, 0.2));
    assertThat(sessions.best(third)).isEqualTo(new Sessions.Best(2, 0.3));
  }
}
