// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.embedding.Vectors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The committed centroids are those of the committed sentences. */
class CentroidFilesTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/mneme/classify");

  @Test
  void categoriesAreThoseOfTheirSentences() {
    same("categories", LifeCategory.class);
  }

  @Test
  void kindsAreThoseOfTheirSentences() {
    same("kinds", MemoryKind.class);
  }

  @Test
  void everyLabelHasItsSentences() {
    // Then
    assertThat(Prototypes.load("categories.txt").labels(0, LifeCategory.class))
        .contains(LifeCategory.values());
    assertThat(Prototypes.load("kinds.txt").labels(0, MemoryKind.class))
        .contains(MemoryKind.values());
  }

  /** Not a check but the tool that writes the files; the README says when to run it. */
  @Test
  @EnabledIfSystemProperty(named = "mneme.write", matches = "centroids")
  void writeCentroids() throws IOException {
    write("categories", LifeCategory.class);
    write("kinds", MemoryKind.class);
  }

  private static <E extends Enum<E>> void same(String name, Class<E> kind) {
    // When
    Map<E, float[]> fresh = Prototypes.load(name + ".txt").centroids(kind, Model.EMBEDDER);
    Map<E, float[]> committed = Centroids.load(name + ".bin", kind, Model.EMBEDDER.model());

    // Then: 8-bit arithmetic differs a little between processors
    assertThat(committed).containsOnlyKeys(fresh.keySet());
    committed.forEach(
        (label, centroid) ->
            assertThat(Vectors.dot(centroid, fresh.getOrDefault(label, new float[0])))
                .as("%s", label)
                .isGreaterThan(0.999f));
  }

  private static <E extends Enum<E>> void write(String name, Class<E> kind) throws IOException {
    try (OutputStream out = Files.newOutputStream(RESOURCES.resolve(name + ".bin"))) {
      Centroids.write(
          Prototypes.load(name + ".txt").centroids(kind, Model.EMBEDDER),
          Model.EMBEDDER.model(),
          out);
    }
  }
}
