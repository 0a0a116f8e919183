// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.LifeCategory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The artifact of a personal head, version 1. Big-endian: the magic {@code MNH1}, the embedding
 * model's name, the number of dimensions, the number of categories and their names, then the
 * weights, for each feature one float a category; strings as {@link DataOutputStream#writeUTF} has
 * them.
 */
final class HeadFile {
  private static final int MAGIC = 0x4d4e4831;

  private HeadFile() {}

  static byte[] write(PersonalHead head, String embeddingModel) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeUTF(embeddingModel);
      out.writeInt(head.dimensions());
      out.writeInt(PersonalHead.CATEGORIES);
      for (LifeCategory category : LifeCategory.values()) {
        out.writeUTF(category.toString());
      }
      for (float weight : head.weights()) {
        out.writeFloat(weight);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a head.
   *
   * @throws IllegalArgumentException if it is no head, damaged, for another embedding model or for
   *     other categories
   */
  static PersonalHead read(byte[] artifact, String embeddingModel) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(artifact))) {
      expect("magic", MAGIC, in.readInt());
      expect("embedding model", embeddingModel, in.readUTF());
      int dimensions = in.readInt();
      expect("categories", PersonalHead.CATEGORIES, in.readInt());
      for (LifeCategory category : LifeCategory.values()) {
        expect("category", category.toString(), in.readUTF());
      }
      long floats = (long) PersonalHead.width(dimensions) * PersonalHead.CATEGORIES;
      expect("bytes of weights", floats * Float.BYTES, (long) in.available());
      float[] weights = new float[(int) floats];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = in.readFloat();
      }
      return new PersonalHead(dimensions, weights);
    } catch (IOException e) {
      throw new IllegalArgumentException("head: cut off", e);
    }
  }

  private static void expect(String field, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          "head: " + field + ": expected " + expected + ", found " + found);
    }
  }
}
