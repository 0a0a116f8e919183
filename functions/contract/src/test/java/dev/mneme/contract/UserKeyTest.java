// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserKeyTest {
  private static final String TOKEN = "[A-Za-z0-9_=-]+";

  @ParameterizedTest
  @CsvSource({
    "ana, ana",
    "A-b_9, A-b_9",
    "ana@example.org, ana=40example=2Eorg",
    "*, =2A",
    ">, =3E",
    "a/b, a=2Fb",
    "../b, =2E=2E=2Fb",
    "=2E, =3D2E",
    "a b, a=20b",
    "ção, =C3=A7=C3=A3o",
    "山田, =E5=B1=B1=E7=94=B0",
    "🍞, =F0=9F=8D=9E",
  })
  void idBecomesAToken(String id, String token) {
    // When
    UserKey key = new UserKey(id, id);

    // Then
    assertThat(key.tenantToken()).isEqualTo(token);
    assertThat(key.userToken()).isEqualTo(token);
    assertThat(key.partitionKey()).isEqualTo(token + "/" + token);
    assertThat(UserKey.id(token)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "=", "=4", "=41", "=2f", "=FF", "=2", "a=ZZ", "ção"})
  void whatNoIdBecomesIsNoToken(String token) {
    // Then
    assertThatThrownBy(() -> UserKey.id(token)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void distinctIdsHaveDistinctTokensOfPlainCharacters() {
    // Given
    String alphabet = "aA9_-=.*>/ %@\\\"~2EFçя山\u200d🍞👩";
    int[] points = alphabet.codePoints().toArray();
    Random random = new Random(7);
    List<String> ids =
        IntStream.range(0, 20_000)
            .mapToObj(
                i ->
                    IntStream.range(0, 1 + random.nextInt(6))
                        .mapToObj(j -> Character.toString(points[random.nextInt(points.length)]))
                        .collect(Collectors.joining()))
            .distinct()
            .toList();

    // When
    List<String> tokens = ids.stream().map(id -> new UserKey("acme", id).userToken()).toList();

    // Then
    assertThat(tokens).doesNotHaveDuplicates().allMatch(token -> token.matches(TOKEN));
    for (int i = 0; i < ids.size(); i++) {
      assertThat(decoded(tokens.get(i))).isEqualTo(ids.get(i));
    }
  }

  @Test
  void partitionKeyTellsTenantFromUser() {
    assertThat(new UserKey("a", "b/c").partitionKey())
        .isNotEqualTo(new UserKey("a/b", "c").partitionKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\0b", "\u007f", "\u0085", "\ud83c", "\udf5ea"})
  void malformedIdIsRefusedByName(String id) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> new UserKey("acme", id))
        .satisfies(
            e ->
                assertThat(e.errors())
                    .containsExactly(
                        FieldError.of(
                            "userid", id, "1 to 128 characters without control characters")));
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> new UserKey(id, id))
        .satisfies(
            e -> assertThat(e.errors()).extracting("field").containsExactly("tenant", "userid"));
  }

  @Test
  void idHas128CharactersAtMost() {
    assertThat(new UserKey("a".repeat(128), "b".repeat(128)).userToken()).hasSize(128);
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> new UserKey("a", "b".repeat(129)))
        .withMessageStartingWith("userid: expected 1 to 128 characters")
        .withMessageEndingWith("… (129 characters)\"");
  }

  @Test
  void ownerComesFromTheEvent() {
    assertThat(UserKey.of(Causes.captured().build())).isEqualTo(new UserKey("acme", "ana@example"));
  }

  @Test
  void everythingMissingIsNamedAtOnce() {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () ->
                UserKey.of(
                    Causes.captured()
                        .withoutExtension("tenant")
                        .withoutExtension("userid")
                        .build()))
        .satisfies(
            e ->
                assertThat(e.errors())
                    .extracting("field", "value")
                    .containsExactly(tuple("tenant", "nothing"), tuple("userid", "nothing")));
  }

  private static String decoded(String token) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < token.length(); i++) {
      if (token.charAt(i) == '=') {
        bytes.write(Integer.parseInt(token, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(token.charAt(i));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
