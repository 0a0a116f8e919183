// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 value of 32 bytes; in JSON and as text 64 lower-case hexadecimal digits. Immutable. */
public final class Hash {
  private static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies the bytes of a hash.
   *
   * @throws IllegalArgumentException when there are not exactly 32 bytes
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "hash: got %d bytes, expected %d".formatted(bytes.length, BYTES));
    }
    return new Hash(bytes.clone());
  }

  /**
   * Reads the hexadecimal form, with or without the {@code 0x} that EVM tools put before it.
   *
   * @throws IllegalArgumentException when the text is not 64 hexadecimal digits
   */
  @JsonCreator
  public static Hash ofHex(String text) {
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    try {
      return of(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "hash: got '%s', expected %d hexadecimal digits".formatted(text, 2 * BYTES), e);
    }
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** 64 lower-case hexadecimal digits, no prefix. */
  @JsonValue
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Feeds the bytes to a digest without a copy. */
  void into(MessageDigest digest) {
    digest.update(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
