// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.embedding.Embedder;
import dev.mneme.embedding.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Lines of {@code label | … | sentence}; empty lines and those that begin with # are passed over.
 */
record Prototypes(List<List<String>> lines) {
  static Prototypes load(String file) {
    try (InputStream in = Prototypes.class.getResourceAsStream(file)) {
      String text =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      return new Prototypes(
          text.lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> List.of(line.split(" \\| ", -1)))
              .toList());
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  List<String> sentences() {
    return lines.stream().map(List::getLast).toList();
  }

  <E extends Enum<E>> List<E> labels(int column, Class<E> kind) {
    return lines.stream()
        .map(line -> Enum.valueOf(kind, line.get(column).toUpperCase(Locale.ROOT)))
        .toList();
  }

  /** The mean of each label's sentences, of length 1. */
  <E extends Enum<E>> Map<E, float[]> centroids(Class<E> kind, Embedder embedder) {
    List<float[]> vectors = embedder.embed(sentences());
    List<E> labels = labels(0, kind);
    Map<E, List<float[]>> byLabel = new EnumMap<>(kind);
    for (int i = 0; i < vectors.size(); i++) {
      byLabel.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(vectors.get(i));
    }
    Map<E, float[]> centroids = new EnumMap<>(kind);
    byLabel.forEach((label, members) -> centroids.put(label, mean(members)));
    return centroids;
  }

  private static float[] mean(List<float[]> vectors) {
    float[] sum = new float[vectors.getFirst().length];
    for (float[] vector : vectors) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    return Vectors.normalized(sum);
  }
}
