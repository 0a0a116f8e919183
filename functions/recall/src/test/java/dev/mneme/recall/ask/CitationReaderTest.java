// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitationReaderTest {
  private static final List<String> MEMORIES = List.of("a", "b", "c");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I moved [1]. | I moved.=a",
        "I moved. [1] | I moved.=a",
        "I moved [1][3]. | I moved.=a,c",
        "I moved [1, 3]. | I moved.=a,c",
        "I moved [1] [1]. | I moved.=a",
        "I moved [1]! I stayed [2]? | I moved!=a;I stayed?=b",
        "I met Dr. Sá there [2]. | I met Dr. Sá there.=b",
        "引っ越した[1]。犬を飼った[2]。 | 引っ越した。=a;犬を飼った。=b",
        "I moved [9][2]. | I moved.=b"
      })
  void sentencesComeWithTheirMemories(String text, String expected) {
    // Then
    assertThat(String.join(";", read(text).stream().map(CitationReaderTest::shown).toList()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "I moved.",
        "I moved [0].",
        "I moved [4].",
        "I moved [x].",
        "[1]",
        "[1][2].",
        "I moved [",
        "I moved [1"
      })
  void whatCitesNoMemoryIsDropped(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void onlyTheSentenceBeforeACitationIsTold() {
    assertThat(read("Nice to see you. I moved [1]. Good bye."))
        .containsExactly(new CitedSentence("I moved.", List.of("a")));
  }

  @Test
  void sentenceIsToldAsSoonAsTheNextBegins() {
    // Given
    List<CitedSentence> told = new ArrayList<>();
    CitationReader reader = new CitationReader(MEMORIES, told::add);

    // When
    reader.accept("I mo");
    reader.accept("ved [1");
    reader.accept("]");
    reader.accept(".");
    assertThat(told).isEmpty();
    reader.accept(" And");

    // Then
    assertThat(told).containsExactly(new CitedSentence("I moved.", List.of("a")));
    assertThat(reader.end()).isEqualTo(told);
  }

  @Test
  void piecesOfAnySizeReadAlike() {
    // Given
    String text = "I moved to Porto [1]. It rained. I stayed there [2][3]! 雨だった[1]。 unknown";
    List<CitedSentence> whole = read(text);

    // Then
    for (int size = 1; size < text.length(); size++) {
      CitationReader reader = new CitationReader(MEMORIES, sentence -> {});
      for (int at = 0; at < text.length(); at += size) {
        reader.accept(text.substring(at, Math.min(text.length(), at + size)));
      }
      assertThat(reader.end()).as("pieces of %d", size).isEqualTo(whole);
    }
  }

  @Test
  void endlessTextIsBound() {
    // Given
    CitationReader reader = new CitationReader(MEMORIES, sentence -> {});

    // When
    for (int i = 0; i < 1_000; i++) {
      reader.accept("never a citation ".repeat(100));
    }

    // Then
    assertThat(reader.end()).isEmpty();
  }

  private static List<CitedSentence> read(String text) {
    CitationReader reader = new CitationReader(MEMORIES, sentence -> {});
    reader.accept(text);
    return reader.end();
  }

  private static String shown(CitedSentence sentence) {
    return sentence.text() + "=" + String.join(",", sentence.memories());
  }
}
