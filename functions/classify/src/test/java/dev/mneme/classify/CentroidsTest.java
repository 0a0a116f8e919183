// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CentroidsTest {
  @Test
  void whatIsWrittenIsRead() throws IOException {
    // When
    Map<MemoryKind, float[]> read = read(file(), MemoryKind.class, "a-model");

    // Then
    assertThat(read).containsOnlyKeys(MemoryKind.values());
    assertThat(read.get(MemoryKind.PLAN)).containsExactly(2, 0.5f);
  }

  @Test
  void centroidsOfAnotherModelAreRefused() {
    // Then
    assertThatThrownBy(() -> read(file(), MemoryKind.class, "b-model"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("centroids: model: expected b-model, found a-model");
  }

  @Test
  void centroidsOfOtherLabelsAreRefused() {
    // Then
    assertThatThrownBy(() -> read(file(), LifeCategory.class, "a-model"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("centroids: label: expected identity, found event");
  }

  @Test
  void cutFileIsRefused() throws IOException {
    // Given
    byte[] file = file();

    // Then
    assertThatThrownBy(
            () -> read(Arrays.copyOf(file, file.length - 1), MemoryKind.class, "a-model"))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void fileWithSomethingBehindIsRefused() throws IOException {
    // Given
    byte[] file = file();

    // Then
    assertThatThrownBy(
            () -> read(Arrays.copyOf(file, file.length + 1), MemoryKind.class, "a-model"))
        .hasMessage("centroids: end of file: expected -1, found 0");
  }

  private static byte[] file() throws IOException {
    Map<MemoryKind, float[]> centroids = new EnumMap<>(MemoryKind.class);
    for (MemoryKind kind : MemoryKind.values()) {
      centroids.put(kind, new float[] {kind.ordinal(), 0.5f});
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Centroids.write(centroids, "a-model", out);
    return out.toByteArray();
  }

  private static <E extends Enum<E>> Map<E, float[]> read(byte[] file, Class<E> kind, String model)
      throws IOException {
    return Centroids.read(new ByteArrayInputStream(file), kind, model);
  }
}
