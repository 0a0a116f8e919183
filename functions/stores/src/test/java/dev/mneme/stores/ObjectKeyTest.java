// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
  private static final UserKey INES = new UserKey("acme", "ines");

  @ParameterizedTest
  @ValueSource(
      strings = {"m1", "..", ".", "/", "../kenji/audio/m1", "a/b", "a b", "%2e%2e", "é", "\n", "."})
  void anyNameStaysOneStepBelowItsOwner(String name) {
    // When
    String path = ObjectKey.of(INES, Area.AUDIO, name).path();

    // Then
    assertThat(path).matches("acme/ines/audio/[A-Za-z0-9_=-]+");
  }

  @Test
  void differentNamesHaveDifferentKeys() {
    // Then
    assertThat(ObjectKey.of(INES, Area.AUDIO, "a.b"))
        .isNotEqualTo(ObjectKey.of(INES, Area.AUDIO, "a=2Eb"))
        .isNotEqualTo(ObjectKey.of(INES, Area.MODELS, "a.b"))
        .isNotEqualTo(ObjectKey.of(new UserKey("acme", "kenji"), Area.AUDIO, "a.b"))
        .isEqualTo(ObjectKey.of(INES, Area.AUDIO, "a.b"));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMadeCanBeRead(Area area) {
    // Given
    ObjectKey key = ObjectKey.of(INES, area, "a/../b.c");

    // Then
    assertThat(ObjectKey.parse(INES, key.path())).hasValue(key);
  }

  @Test
  void keyThatS3WouldNotTakeIsRefused() {
    // Given
    UserKey wide = new UserKey("€".repeat(128), "ines");

    // Then
    assertThatThrownBy(() -> ObjectKey.of(wide, Area.AUDIO, "m1"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("tenant");
    assertThatThrownBy(() -> ObjectKey.of(INES, Area.AUDIO, "m".repeat(1024)))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("subject");
    assertThatThrownBy(() -> ObjectKey.of(INES, Area.AUDIO, ""))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("subject");
  }
}
