// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Written;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * A text as a point in space.
 *
 * @param model name and version; only vectors of the same model can be compared
 * @param values base64 of IEEE 754 floats, little-endian, of length 1
 */
public record Embedding(String model, String values) implements Written {
  /** Packs a vector. */
  public static Embedding of(String model, float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return new Embedding(model, Base64.getEncoder().encodeToString(bytes.array()));
  }

  /** The vector; its length is the model's dimension. */
  public float[] vector() {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(values)).order(ByteOrder.LITTLE_ENDIAN);
    float[] vector = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(vector);
    return vector;
  }

  static Embedding read(FieldReader json) {
    return new Embedding(json.text("model"), json.text("values"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("model", model);
    json.put("values", values);
  }

  void check(String field, FieldErrors errors) {
    errors.text(field + ".model", model, 100);
    errors.check(packed(values), field + ".values", values, "base64 of finite 4-byte floats");
  }

  private static boolean packed(String values) {
    if (values == null || values.isEmpty()) {
      return false;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(values);
      return bytes.length % Float.BYTES == 0 && finite(bytes);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** NaN would be nearer to every question than any true neighbour. */
  private static boolean finite(byte[] bytes) {
    ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (floats.hasRemaining()) {
      if (!Float.isFinite(floats.getFloat())) {
        return false;
      }
    }
    return true;
  }
}
