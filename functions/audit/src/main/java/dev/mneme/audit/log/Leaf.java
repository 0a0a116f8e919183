// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.Rfc6962;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.UserKey;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the log records of one event: everything that identifies it, nothing of what it says. The
 * content is JSON with its keys in alphabetical order and no white space; its exact UTF-8 bytes are
 * hashed, so whoever verifies need not write JSON, only keep it.
 *
 * @param blind 32 random hexadecimal digits. They keep the leaf's hash, which strangers see in the
 *     proofs of its neighbours, from being guessed, and meaningless once the content is erased
 * @param digest lower-case hex SHA-256: the commitment of a persisted memory, the artifact of a
 *     trained model, else of the event's data
 * @param id of the event
 * @param source of the event
 * @param subject of the event: the memory or model
 * @param tenant of its owner
 * @param time of the event, UTC
 * @param type of the event
 * @param user its owner
 * @param v version of this form
 */
@JsonPropertyOrder(alphabetic = true)
public record Leaf(
    String blind,
    String digest,
    String id,
    String source,
    String subject,
    String tenant,
    String time,
    String type,
    String user,
    int v) {
  /** The version that is written. */
  static final int VERSION = 1;

  /** Checks that everything is there. */
  public Leaf {
    for (Object part :
        new Object[] {blind, digest, id, source, subject, tenant, time, type, user}) {
      Objects.requireNonNull(
          part, "a leaf has blind, digest, id, source, subject, tenant, time, type and user");
    }
  }

  /**
   * Reads a leaf's content.
   *
   * @throws IllegalArgumentException when it is not the content of a leaf
   */
  public static Leaf parse(String content) {
    try {
      Leaf leaf = JsonMapper.shared().readValue(content, Leaf.class);
      if (leaf == null) {
        throw new IllegalArgumentException("leaf: expected the JSON of a leaf, got null");
      }
      return leaf;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("leaf: expected the JSON of a leaf: " + e.getMessage(), e);
    }
  }

  /** The hash of a leaf with this content. */
  public static Hash hash(String content) {
    return Rfc6962.leaf(content.getBytes(StandardCharsets.UTF_8));
  }

  /** The exact text that is hashed. */
  public String content() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  /** Whose it is. */
  public UserKey owner() {
    return new UserKey(tenant, user);
  }

  /**
   * Names the event among all. The owner is part of it, so that nobody's choice of an id can stand
   * in the way of somebody else's leaf.
   */
  UUID key() {
    return UUID.fromString(EventIds.of("leaf", tenant, user, source, id));
  }

  /** Whether both record the same event in the same words, each behind its own blind. */
  boolean sameEvent(Leaf other) {
    return this == other || withBlind("").equals(other.withBlind(""));
  }

  private Leaf withBlind(String other) {
    return new Leaf(other, digest, id, source, subject, tenant, time, type, user, v);
  }
}
