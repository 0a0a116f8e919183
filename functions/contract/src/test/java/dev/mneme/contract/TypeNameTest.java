// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeNameTest {
  @ParameterizedTest
  @EnumSource
  void mnemesOwnTypesHaveTheirTokens(EventType type) {
    assertThat(TypeName.of(type.type())).isEqualTo(new TypeName(type.noun(), type.verbToken()));
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.photo.uploaded.v1, com_example_photo, uploaded",
    "com.example.photo.uploaded.v2, com_example_photo, uploaded",
    "io.a-b.c.photo.made.v10, io_a-b_c_photo, made",
  })
  void otherTypesCarryTheirDomain(String type, String noun, String verb) {
    assertThat(TypeName.of(type)).isEqualTo(new TypeName(noun, verb));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "photo.uploaded.v1",
        "example.photo.uploaded.v1",
        "com.example.photo.uploaded",
        "com.example.photo.uploaded.v0",
        "com.example.photo.uploaded.1",
        "com.example.Photo.uploaded.v1",
        "com.example.pho_to.uploaded.v1",
        "com.example.*.uploaded.v1",
        "com.example..uploaded.v1",
        "com.example.photo.uploaded.v1.",
        "com.example.photo.uploaded.v1\n"
      })
  void anyOtherFormIsRefused(String type) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> TypeName.of(type))
        .withMessageStartingWith(
            "type: expected <reverse.dns>.<noun>.<verb>.v<N>, in lower case, found ");
  }

  @Test
  void nobodyMakesTypesOfMneme() {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> TypeName.of("dev.mneme.photo.uploaded.v1"))
        .withMessageStartingWith("type: expected one of dev.mneme.audio.captured.v1, ");
  }

  @Test
  void aTypeOfOthersHasASubjectOfItsOwn() {
    assertThat(Subjects.publish(Causes.captured().withType("com.example.text.captured.v1").build()))
        .isEqualTo("mneme.in.com_example_text.captured.acme.ana=40example");
  }
}
