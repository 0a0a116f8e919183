// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizedGraphTest {
  @TempDir private Path folder;

  @Test
  void vectorsOfTheOptimizedGraphAreThoseOfTheModelToTheBit() throws Exception {
    // Given
    Path graph = folder.resolve("graph.onnx");
    List<String> texts = new ArrayList<>(List.of("", "Took the night train to Vienna.", "神戸の坂"));
    texts.add("We walked on and on along the river. ".repeat(60));
    List<float[]> expected;
    try (MiniLm model = MiniLm.load(1)) {
      expected = model.embed(texts);
    }

    // When
    OptimizedGraph.main(new String[] {graph.toString()});
    List<float[]> vectors;
    System.setProperty(MiniLm.GRAPH, graph.toString());
    try (MiniLm model = MiniLm.load(1)) {
      vectors = model.embed(texts);
    } finally {
      System.clearProperty(MiniLm.GRAPH);
    }

    // Then
    assertThat(vectors).hasSameSizeAs(expected);
    for (int i = 0; i < vectors.size(); i++) {
      assertThat(vectors.get(i)).as(texts.get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void sameModelIsWrittenInTheSameBytes() throws Exception {
    // Given
    Path one = Files.createDirectory(folder.resolve("one")).resolve("graph.onnx");
    Path other = Files.createDirectory(folder.resolve("other")).resolve("graph.onnx");

    // When
    OptimizedGraph.main(new String[] {one.toString()});
    OptimizedGraph.main(new String[] {other.toString()});

    // Then
    assertThat(one).hasSameBinaryContentAs(other);
    assertThat(Encoder.weights(one)).hasSameBinaryContentAs(Encoder.weights(other));
    assertThat(OptimizedGraph.vocabulary(one))
        .hasSameBinaryContentAs(OptimizedGraph.vocabulary(other));
  }

  @Test
  void whatIsNoGraphIsNotWaitedForInVain() throws Exception {
    // Given
    Path damaged = Files.writeString(folder.resolve("damaged.onnx"), "not a model");
    WordPiece.packed().write(OptimizedGraph.vocabulary(damaged));

    // When
    System.setProperty(MiniLm.GRAPH, damaged.toString());
    try {

      // Then
      assertThatThrownBy(() -> MiniLm.load(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the embedding model cannot be loaded")
          .rootCause()
          .hasMessageContaining("damaged.onnx");
    } finally {
      System.clearProperty(MiniLm.GRAPH);
    }
  }
}
