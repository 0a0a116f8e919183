// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of RFC 6962 section 2.1 over SHA-256. A leaf is hashed behind the byte 0 and a node
 * behind the byte 1, so that no node can be passed off as a leaf (second preimage).
 */
public final class Rfc6962 {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** The root of a tree with no leaf: the hash of the empty string. */
  public static final Hash EMPTY_ROOT = Hash.of(sha256().digest());

  private Rfc6962() {}

  /** SHA-256(0x00 || content). */
  public static Hash leaf(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return Hash.of(digest.digest(content));
  }

  /** SHA-256(0x01 || left || right). */
  public static Hash node(Hash left, Hash right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    left.into(digest);
    right.into(digest);
    return Hash.of(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
