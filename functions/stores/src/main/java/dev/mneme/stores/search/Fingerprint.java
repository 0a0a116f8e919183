// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether two copies of an indexed memory say the same, without reading them. */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256, in hexadecimal, over every field of a memory, each with its length. */
  public static String of(IndexedMemory memory) {
    List<byte[]> parts = new ArrayList<>();
    add(parts, memory.owner().tenant());
    add(parts, memory.owner().user());
    add(parts, memory.id());
    add(parts, Long.toString(memory.position()));
    add(parts, memory.occurredAt().toString());
    add(parts, memory.text());
    add(parts, memory.category());
    add(parts, memory.kind());
    add(parts, Integer.toString(memory.people().size()));
    memory.people().forEach(name -> add(parts, name));
    add(parts, memory.source());
    add(parts, memory.language());
    add(parts, memory.embeddingModel());
    add(parts, PackedVectors.pack(memory.embedding()));
    return Sha256.hex(parts.toArray(byte[][]::new));
  }

  private static void add(List<byte[]> parts, @Nullable String value) {
    if (value == null) {
      // A length that nothing has.
      parts.add(length(-1));
    } else {
      add(parts, value.getBytes(UTF_8));
    }
  }

  private static void add(List<byte[]> parts, byte[] value) {
    parts.add(length(value.length));
    parts.add(value);
  }

  private static byte[] length(int bytes) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array();
  }
}
