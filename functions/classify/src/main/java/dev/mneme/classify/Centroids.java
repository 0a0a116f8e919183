// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The file of centroids, computed ahead so that a start embeds nothing. Big-endian: the magic
 * {@code MNC1}, the model's name, the number of dimensions, then for each label in the order of its
 * enum its name and its floats; strings as {@link DataOutputStream#writeUTF} has them.
 */
final class Centroids {
  private static final int MAGIC = 0x4d4e4331;

  private Centroids() {}

  /**
   * Reads centroids from beside this class.
   *
   * @throws IllegalStateException if they are missing, damaged, of another model or of other labels
   */
  static <E extends Enum<E>> Map<E, float[]> load(String file, Class<E> labels, String model) {
    try (InputStream in = Centroids.class.getResourceAsStream(file)) {
      return read(Objects.requireNonNull(in, file), labels, model);
    } catch (IOException e) {
      throw new IllegalStateException(file + " is damaged", e);
    }
  }

  static <E extends Enum<E>> Map<E, float[]> read(InputStream in, Class<E> labels, String model)
      throws IOException {
    DataInputStream data = new DataInputStream(in);
    expect("magic", MAGIC, data.readInt());
    expect("model", model, data.readUTF());
    int dimensions = data.readInt();
    Map<E, float[]> centroids = new EnumMap<>(labels);
    for (E label : labels.getEnumConstants()) {
      expect("label", label.toString(), data.readUTF());
      float[] centroid = new float[dimensions];
      for (int i = 0; i < dimensions; i++) {
        centroid[i] = data.readFloat();
      }
      centroids.put(label, centroid);
    }
    expect("end of file", -1, data.read());
    return centroids;
  }

  static <E extends Enum<E>> void write(Map<E, float[]> centroids, String model, OutputStream out)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    data.writeUTF(model);
    data.writeInt(centroids.values().iterator().next().length);
    for (Map.Entry<E, float[]> centroid : new EnumMap<>(centroids).entrySet()) {
      data.writeUTF(centroid.getKey().toString());
      for (float value : centroid.getValue()) {
        data.writeFloat(value);
      }
    }
    data.flush();
  }

  private static void expect(String field, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException(
          "centroids: " + field + ": expected " + expected + ", found " + found);
    }
  }
}
