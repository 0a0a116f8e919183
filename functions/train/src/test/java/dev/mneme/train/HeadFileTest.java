// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HeadFileTest {
  private static final PersonalHead HEAD = head(2);

  @Test
  void whatIsWrittenIsRead() {
    // When
    PersonalHead read = HeadFile.read(HeadFile.write(HEAD, "m"), "m");

    // Then
    assertThat(read.dimensions()).isEqualTo(2);
    assertThat(read.weights()).containsExactly(HEAD.weights());
  }

  /** Heads lie in stores for years: if this fails, it is a new version of the format. */
  @Test
  void formatIsVersionOne() {
    // When
    byte[] file = HeadFile.write(HEAD, "m");

    // Then
    String hex = HexFormat.of().formatHex(file);
    assertThat(hex).startsWith("4d4e4831" + "00016d" + "00000002" + "0000000c" + "0008");
    assertThat(new String(file, StandardCharsets.ISO_8859_1))
        .contains("identity", "family", "milestones");
    assertThat(hex).endsWith("43330000"); // 179, the last weight
    assertThat(file).hasSize(4 + 3 + 4 + 4 + 12 * 2 + 86 + 15 * 12 * 4);
  }

  @Test
  void headForAnotherModelIsRefused() {
    // Then
    assertThatThrownBy(() -> HeadFile.read(HeadFile.write(HEAD, "m"), "n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("head: embedding model: expected n, found m");
  }

  @Test
  void damagedHeadIsRefused() {
    // Given
    byte[] file = HeadFile.write(HEAD, "m");

    // Then
    assertThatThrownBy(() -> HeadFile.read(Arrays.copyOf(file, file.length - 1), "m"))
        .hasMessage("head: bytes of weights: expected 720, found 719");
    assertThatThrownBy(() -> HeadFile.read(Arrays.copyOf(file, 9), "m"))
        .hasMessage("head: cut off");
    assertThatThrownBy(() -> HeadFile.read("<html></html>".getBytes(StandardCharsets.UTF_8), "m"))
        .hasMessageStartingWith("head: magic: expected 1296975921");
  }

  private static PersonalHead head(int dimensions) {
    float[] weights = new float[PersonalHead.width(dimensions) * PersonalHead.CATEGORIES];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i;
    }
    return new PersonalHead(dimensions, weights);
  }
}
