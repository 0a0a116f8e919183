// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  private static final Map<String, Integer> IDS =
      Map.of("a", 7, "ab", 0, "b", 3, "##b", 1, "é", 5, "日本", 2, "日", 4, "👩", 6, "?", 8);

  @TempDir private Path folder;

  @Test
  void everyTokenHasItsIdAndNothingElseHasAny() throws Exception {
    // Given
    Path file = folder.resolve("vocabulary");
    Vocabulary.of(IDS).write(file);

    // When
    Vocabulary vocabulary = Vocabulary.read(file);

    // Then
    IDS.forEach((token, id) -> assertThat(vocabulary.id(token)).as(token).isEqualTo(id));
    for (String absent : new String[] {"", "A", "aa", "abc", "##", "##a", "è", "本", "日本人", "👨"}) {
      assertThat(vocabulary.id(absent)).as(absent).isNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\udc69", "a\ud83d", "\udc69\ud83d", "👩\ud83d"})
  void halfASurrogatePairIsNoToken(String half) {
    // Then
    assertThat(Vocabulary.of(IDS).id(half)).isNegative();
  }

  @Test
  void itAnswersAsAMapDoes() {
    // Given
    Random random = new Random(4);
    Map<String, Integer> ids = new HashMap<>();
    while (ids.size() < 500) {
      ids.putIfAbsent(word(random), ids.size());
    }

    // When
    Vocabulary vocabulary = Vocabulary.of(ids);

    // Then
    for (int i = 0; i < 2_000; i++) {
      String word = word(random);
      assertThat(vocabulary.id(word)).as(word).isEqualTo(ids.getOrDefault(word, -1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 11, 40, 92})
  void aFileThatIsNotWholeIsNotRead(int length) throws Exception {
    // Given
    Path file = folder.resolve("vocabulary");
    Vocabulary.of(IDS).write(file);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

    // Then
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(file + ": expected a whole vocabulary, found " + length + " bytes");
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    // Given
    Path file = folder.resolve("none");

    // Then
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot read " + file);
  }

  private static String word(Random random) {
    String letters = "abé日";
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }
}
