// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MiniLmTest {
  private static final String RUN = "I ran ten kilometres along the river this morning.";

  private static MiniLm embedder;

  @BeforeAll
  static void load() {
    embedder = MiniLm.load(2);
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void modelFileIsTheOneThatTheNameSays() throws IOException, NoSuchAlgorithmException {
    // Given
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");

    // When
    try (InputStream in =
        new DigestInputStream(MiniLm.class.getResourceAsStream(MiniLm.MODEL_FILE), sha256)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    // Then
    assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(MiniLm.MODEL_SHA256);
    assertThat(MiniLm.MODEL).endsWith("@" + MiniLm.MODEL_SHA256.substring(0, 8));
    assertThat(embedder.model()).isEqualTo(MiniLm.MODEL);
  }

  @Test
  void vectorsHaveTheModelsDimensionsAndLengthOne() {
    // When
    float[] vector = embedder.embed(RUN);

    // Then
    assertThat(vector).hasSize(embedder.dimensions()).hasSize(384);
    assertThat(Vectors.dot(vector, vector)).isCloseTo(1, within(1e-5f));
  }

  @Test
  void likeMeaningsLieCloserThanUnlikeOnes() {
    // When
    List<float[]> v =
        embedder.embed(List.of(RUN, "Went jogging before work.", "The mortgage rate went up."));

    // Then
    assertThat(Vectors.dot(v.get(0), v.get(1)))
        .isGreaterThan(Vectors.dot(v.get(0), v.get(2)) + 0.2f);
  }

  @Test
  void textHasTheSameVectorInAnyCompany() {
    // Given
    float[] alone = embedder.embed(RUN);

    // When
    List<float[]> among = embedder.embed(List.of("?", "long ".repeat(900), RUN, "母の誕生日。"));

    // Then
    assertThat(among.get(2)).isEqualTo(alone);
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    // Given
    List<String> texts = IntStream.range(0, 24).mapToObj(i -> "Memory number " + i).toList();
    List<float[]> expected = embedder.embed(texts);

    // When
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<float[]>>> answers =
          callers.invokeAll(Collections.nCopies(8, () -> embedder.embed(texts)));

      // Then
      for (Future<List<float[]>> answer : answers) {
        assertThat(answer.get()).usingRecursiveComparison().isEqualTo(expected);
      }
    }
  }

  @Test
  void endOfALongTextCounts() {
    // Given
    String filler = "Nothing much happened on that day. ".repeat(60);

    // When
    List<float[]> v =
        embedder.embed(List.of(filler, filler + "We bought a sailing boat. ".repeat(60), "a boat"));

    // Then
    assertThat(Vectors.dot(v.get(1), v.get(2)))
        .isGreaterThan(Vectors.dot(v.get(0), v.get(2)) + 0.1f);
  }

  @Test
  void anyScriptAndNoTextAtAllHaveVectors() {
    // When
    List<float[]> vectors = embedder.embed(List.of("", "\u0000", "神戸の坂は記憶より急で", "👍"));

    // Then
    assertThat(vectors).allSatisfy(v -> assertThat(Vectors.dot(v, v)).isCloseTo(1, within(1e-5f)));
  }

  @Test
  void nothingAskedNothingAnswered() {
    // Then
    assertThat(embedder.embed(List.of())).isEmpty();
  }

  @Test
  void closedEmbedderSaysSo() {
    // Given
    MiniLm closed = MiniLm.load(1);
    closed.close();

    // Then
    assertThatThrownBy(() -> closed.embed(RUN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void whoDoesNotWaitForTheModelStillGetsItsVectors() {
    // Given
    float[] expected = embedder.embed(RUN);

    // When
    try (MiniLm loading = MiniLm.loading(1)) {

      // Then
      assertThat(loading.embed(RUN)).isEqualTo(expected);
    }
  }

  @Test
  void modelMayBeClosedBeforeItIsLoaded() {
    // Given
    MiniLm loading = MiniLm.loading(1);

    // When
    loading.close();

    // Then
    assertThatThrownBy(() -> loading.embed(RUN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void noThreadsAreRefused() {
    // Then
    assertThatThrownBy(() -> MiniLm.load(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads: expected 1 or more, found 0");
  }
}
