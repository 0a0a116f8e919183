// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.Rfc6962;
import dev.mneme.contract.Checked;
import dev.mneme.contract.EventData;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.Written;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

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
    int v)
    implements Checked, Written {
  /** The version that is written. */
  static final int VERSION = 1;

  /**
   * Reads a leaf's content.
   *
   * @throws IllegalArgumentException when it is not the content of a leaf
   */
  public static Leaf parse(String content) {
    try {
      return EventData.read(content.getBytes(StandardCharsets.UTF_8), Leaf::read);
    } catch (InvalidEventException e) {
      throw new IllegalArgumentException("leaf: expected the JSON of a leaf: " + e.getMessage(), e);
    }
  }

  private static Leaf read(FieldReader json) {
    return new Leaf(
        json.text("blind"),
        json.text("digest"),
        json.text("id"),
        json.text("source"),
        json.text("subject"),
        json.text("tenant"),
        json.text("time"),
        json.text("type"),
        json.text("user"),
        json.intNumber("v"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("blind", blind);
    json.put("digest", digest);
    json.put("id", id);
    json.put("source", source);
    json.put("subject", subject);
    json.put("tenant", tenant);
    json.put("time", time);
    json.put("type", type);
    json.put("user", user);
    json.put("v", v);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.present("data.blind", blind);
    errors.present("data.digest", digest);
    errors.present("data.id", id);
    errors.present("data.source", source);
    errors.present("data.subject", subject);
    errors.present("data.tenant", tenant);
    errors.present("data.time", time);
    errors.present("data.type", type);
    errors.present("data.user", user);
  }

  /** The hash of a leaf with this content. */
  public static Hash hash(String content) {
    return Rfc6962.leaf(content.getBytes(StandardCharsets.UTF_8));
  }

  /** The exact text that is hashed. */
  public String content() {
    return new String(FieldWriter.bytes(this), StandardCharsets.UTF_8);
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
