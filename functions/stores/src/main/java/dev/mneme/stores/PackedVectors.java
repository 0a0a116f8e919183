// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors as the column {@code embedding} holds them: 4-byte floats, little-endian. */
public final class PackedVectors {
  private PackedVectors() {}

  /** The column's value of a vector. */
  public static byte[] pack(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  /**
   * The vector of a column's value.
   *
   * @throws IllegalArgumentException if the bytes are not whole floats
   */
  public static float[] unpack(byte[] packed) {
    if (packed.length % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "packed vector: expected a multiple of 4 bytes, found " + packed.length);
    }
    float[] vector = new float[packed.length / Float.BYTES];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }
}
