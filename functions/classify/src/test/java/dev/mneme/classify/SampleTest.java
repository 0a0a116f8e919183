// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.EventData;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.data.CategoryLabel;
import dev.mneme.contract.data.TextCaptured;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * How well the shared classifier does on the sample memories, as the README tells. The bounds are
 * well below what was measured; they catch what breaks, not what shifts.
 */
class SampleTest {
  private static final Classifier CLASSIFIER = Classifier.load(Model.EMBEDDER.model());

  @Test
  void categoriesAgreeWithTheirOwnersFarMoreOftenThanChance() throws IOException {
    // Given
    List<TextCaptured> sample = sample();
    List<float[]> vectors = Model.EMBEDDER.embed(sample.stream().map(TextCaptured::text).toList());
    Scores<LifeCategory> all = new Scores<>(LifeCategory.class);
    Scores<LifeCategory> sure = new Scores<>(LifeCategory.class);
    double confidence = 0;

    // When
    for (int i = 0; i < sample.size(); i++) {
      LifeCategory meant = sample.get(i).category();
      CategoryLabel given = CLASSIFIER.category(sample.get(i).text(), vectors.get(i));
      if (meant != null) {
        all.add(meant, given.label());
        confidence += given.confidence();
        if (!given.unsure()) {
          sure.add(meant, given.label());
        }
      }
    }

    // Then
    System.out.printf(
        "sample categories: %d, accuracy %.3f, macro-F1 %.3f, mean confidence %.3f;"
            + " sure: %d, accuracy %.3f%n",
        all.size(),
        all.accuracy(),
        all.macroF1(),
        confidence / all.size(),
        sure.size(),
        sure.accuracy());
    assertThat(all.accuracy()).isGreaterThan(0.4);
    assertThat(all.macroF1()).isGreaterThan(0.4);
    assertThat(sure.accuracy()).isGreaterThan(all.accuracy());
    assertThat(confidence / all.size()).isCloseTo(all.accuracy(), within(0.1));
  }

  @Test
  void kindsOfTheCalibrationMemoriesAreMostlyRight() {
    // Given
    Prototypes memories = Prototypes.load("calibration.txt");
    List<float[]> vectors = Model.EMBEDDER.embed(memories.sentences());
    List<MemoryKind> meant = memories.labels(1, MemoryKind.class);
    Scores<MemoryKind> scores = new Scores<>(MemoryKind.class);

    // When
    for (int i = 0; i < vectors.size(); i++) {
      scores.add(meant.get(i), CLASSIFIER.kind(vectors.get(i)).label());
    }

    // Then
    System.out.printf(
        "calibration kinds: %d, accuracy %.3f, macro-F1 %.3f%n",
        scores.size(), scores.accuracy(), scores.macroF1());
    assertThat(scores.accuracy()).isGreaterThan(0.6);
    assertThat(scores.macroF1()).isGreaterThan(0.5);
  }

  @Test
  void textInAnotherScriptIsNoErrorButUnsure() throws IOException {
    // Given
    List<String> texts =
        sample().stream()
            .map(TextCaptured::text)
            .filter(text -> text.codePoints().anyMatch(SampleTest::isKana))
            .toList();

    // Then
    assertThat(texts).hasSize(3);
    assertThat(texts)
        .allSatisfy(
            text ->
                assertThat(CLASSIFIER.category(text, Model.EMBEDDER.embed(text)).unsure())
                    .isTrue());
  }

  private static boolean isKana(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA;
  }

  private static List<TextCaptured> sample() throws IOException {
    try (InputStream in = SampleTest.class.getResourceAsStream("/memories.jsonl")) {
      return new String(
              Objects.requireNonNull(in, "memories.jsonl").readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> EventData.read(line.getBytes(StandardCharsets.UTF_8), TextCaptured::read))
          .toList();
    }
  }
}
