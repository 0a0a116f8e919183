// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
  /** A vocabulary laid out as the real one: three markers, 256 bytes, then pieces of words. */
  private static Tokens vocabulary(String... pieces) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List.of("<unk>", "<s>", "</s>").forEach(marker -> write(file, marker.getBytes(UTF_8)));
    for (int b = 0; b < 256; b++) {
      write(file, new byte[] {(byte) b});
    }
    for (String piece : pieces) {
      write(file, piece.getBytes(UTF_8));
    }
    return new Tokens(file.toByteArray());
  }

  private static void write(ByteArrayOutputStream file, byte[] token) {
    if (token.length >= 128) {
      file.write(token.length % 128 + 128);
      file.write(token.length / 128);
    } else {
      file.write(token.length);
    }
    file.writeBytes(token);
  }

  @Test
  void joinsPiecesToText() {
    // Given
    Tokens tokens = vocabulary("\u2581din", "ghy", "\u2581this");

    // When / Then
    assertThat(tokens.text(List.of(259, 260, 261))).isEqualTo("dinghy this");
    assertThat(tokens.beginsWord(259)).isTrue();
    assertThat(tokens.beginsWord(260)).isFalse();
  }

  @Test
  void joinsBytesToACharacter() {
    // Given the two bytes of é
    int first = 3 + 0xc3;
    int second = 3 + 0xa9;

    // When / Then
    assertThat(vocabulary().text(List.of(first, second))).isEqualTo("é");
  }

  @Test
  void leavesMarkersOutButNotTheSignsTheyAreMadeOf() {
    // Given
    Tokens tokens = vocabulary("<<ST_1>>", "\u2581<");

    // When / Then
    assertThat(tokens.text(List.of(1, 259, 260, 2))).isEqualTo("<");
  }

  @Test
  void readsLongTokens() {
    // Given
    Tokens tokens = vocabulary("x".repeat(300), "y");

    // When / Then
    assertThat(tokens.size()).isEqualTo(261);
    assertThat(tokens.text(List.of(259, 260))).isEqualTo("x".repeat(300) + "y");
  }
}
