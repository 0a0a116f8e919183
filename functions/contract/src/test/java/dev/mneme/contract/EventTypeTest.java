// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {
  @ParameterizedTest
  @EnumSource
  void typeIsReadBack(EventType type) {
    assertThat(EventType.of(type.type())).isSameAs(type);
    assertThat(EventType.of(Causes.captured().withType(type.type()).build())).isSameAs(type);
    assertThat(type.type())
        .isEqualTo("dev.mneme." + type.noun() + "." + type.verbToken().replace('-', '.') + ".v1");
  }

  @Test
  void verbWithADotIsOneToken() {
    assertThat(EventType.MODEL_TRAINING_REQUESTED.type())
        .isEqualTo("dev.mneme.model.training.requested.v1");
    assertThat(EventType.MODEL_TRAINING_REQUESTED.verbToken()).isEqualTo("training-requested");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dev.mneme.text.captured",
        "dev.mneme.text.captured.v2",
        "DEV.MNEME.TEXT.CAPTURED.V1",
        "dev.mneme.model.training-requested.v1"
      })
  void unknownTypeIsRefused(String type) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> EventType.of(type))
        .withMessageContaining("dev.mneme.consent.withdrawn.v1, dev.mneme.erasure.completed.v1")
        .withMessageEndingWith("found \"" + type + "\"");
  }
}
