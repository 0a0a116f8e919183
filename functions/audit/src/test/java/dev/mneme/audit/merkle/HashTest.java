// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HashTest {
  private static final String HEX =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void readsBothHexadecimalForms() {
    assertThat(Hash.ofHex("0x" + HEX))
        .isEqualTo(Hash.ofHex(HEX))
        .hasSameHashCodeAs(Hash.ofHex(HEX));
    assertThat(Hash.ofHex(HEX.toUpperCase(java.util.Locale.ROOT)).hex()).isEqualTo(HEX);
  }

  @Test
  void cannotBeChangedFromOutside() {
    // Given
    Hash hash = Hash.ofHex(HEX);
    byte[] handedOut = hash.bytes();
    byte[] handedIn = hash.bytes();
    Hash copied = Hash.of(handedIn);

    // When
    handedOut[0] = 0;
    handedIn[0] = 0;

    // Then
    assertThat(hash.hex()).isEqualTo(HEX);
    assertThat(copied.hex()).isEqualTo(HEX);
  }

  @Test
  void namesWhatItGotAndWhatItExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hash.ofHex("0xabc"))
        .withMessage("hash: got '0xabc', expected 64 hexadecimal digits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hash.of(new byte[31]))
        .withMessage("hash: got 31 bytes, expected 32");
  }
}
