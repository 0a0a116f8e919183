// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Against the values that the Certificate Transparency implementations publish for their hasher.
 */
class Rfc6962Test {
  @Test
  void emptyTreeHashesToTheEmptyString() {
    assertThat(Rfc6962.EMPTY_ROOT.hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void emptyLeafIsNotTheEmptyTree() {
    assertThat(Rfc6962.leaf(new byte[0]).hex())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  @Test
  void leafHasItsOwnDomain() {
    // Given
    byte[] content = "L123456".getBytes(StandardCharsets.US_ASCII);

    // When // Then
    assertThat(Rfc6962.leaf(content).hex())
        .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
  }

  @Test
  void leafWhoseContentIsTwoHashesIsNotTheNodeOverThem() {
    // Given
    Hash left = Rfc6962.leaf(new byte[] {1});
    Hash right = Rfc6962.leaf(new byte[] {2});
    byte[] joined = new byte[64];
    System.arraycopy(left.bytes(), 0, joined, 0, 32);
    System.arraycopy(right.bytes(), 0, joined, 32, 32);

    // When // Then
    assertThat(Rfc6962.leaf(joined)).isNotEqualTo(Rfc6962.node(left, right));
    assertThat(Rfc6962.node(right, left)).isNotEqualTo(Rfc6962.node(left, right));
  }
}
