// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PackedVectorsTest {
  @Test
  void unpacksWhatWasPacked() {
    // Given
    float[] vector = {0.6f, -0.8f, 0, Float.MIN_VALUE};

    // Then
    assertThat(PackedVectors.unpack(PackedVectors.pack(vector))).isEqualTo(vector);
  }

  @Test
  void isLittleEndianAsTheEventsAre() {
    // Then
    assertThat(PackedVectors.pack(new float[] {1})).containsExactly(0, 0, 0x80, 0x3f);
  }

  @Test
  void refusesHalfAFloat() {
    // Then
    assertThatThrownBy(() -> PackedVectors.unpack(new byte[6]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("packed vector: expected a multiple of 4 bytes, found 6");
  }
}
