// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.CloudEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {
  @ParameterizedTest
  @CsvSource({
    "AUDIO_CAPTURED, audio.captured",
    "TEXT_CAPTURED, text.captured",
    "MEMORY_TRANSCRIBED, memory.transcribed",
    "MEMORY_CLASSIFIED, memory.classified",
    "MEMORY_PERSISTED, memory.persisted",
    "MODEL_TRAINING_REQUESTED, model.training-requested",
    "MODEL_TRAINED, model.trained",
    "AUDIT_SEALED, audit.sealed",
    "AUDIT_ANCHORED, audit.anchored",
    "CONSENT_GRANTED, consent.granted",
    "CONSENT_WITHDRAWN, consent.withdrawn",
    "ERASURE_REQUESTED, erasure.requested",
    "ERASURE_COMPLETED, erasure.completed",
  })
  void subjectNamesWhatHappenedToWhom(EventType type, String tokens) {
    // Given
    CloudEvent event = Causes.captured().withType(type.type()).build();

    // Then
    assertThat(Subjects.publish(event)).isEqualTo("mneme.in." + tokens + ".acme.ana=40example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "*", ">", "a b", "a.>", "../../x"})
  void noIdWidensASubject(String id) {
    // Given
    CloudEvent event =
        Causes.captured().withExtension("tenant", id).withExtension("userid", id).build();

    // Then
    assertThat(Subjects.publish(event))
        .matches("mneme\\.in\\.text\\.captured\\.[A-Za-z0-9_=-]+\\.[A-Za-z0-9_=-]+");
  }

  @Test
  void unknownTypeHasNoSubject() {
    // Given
    CloudEvent event = Causes.captured().withType("dev.mneme.memory.lost.v1").build();

    // Then
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> Subjects.publish(event))
        .withMessageStartingWith("type: expected one of dev.mneme.audio.captured.v1, ")
        .withMessageEndingWith("found \"dev.mneme.memory.lost.v1\"");
  }
}
