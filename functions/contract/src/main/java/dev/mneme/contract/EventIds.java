// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.CloudEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from what they name, so that doing a thing twice gives the same id twice.
 *
 * <p>Each is a UUID version 8 (RFC 9562, section 5.8) over SHA-256 of its parts, every part
 * preceded by its length, so that no two different lists of parts are the same bytes.
 */
public final class EventIds {
  private EventIds() {}

  /** Id of the reply that {@code function} makes to {@code cause} at {@code position}, from 0. */
  public static String reply(String function, CloudEvent cause, int position) {
    return of("reply", function, cause.getSource().toString(), cause.getId(), "" + position);
  }

  /**
   * {@code Nats-Msg-Id} of an event: source and id together, as CloudEvents demands uniqueness, and
   * its owner, so that nobody's event is taken for a repetition of another's.
   */
  public static String message(CloudEvent event) {
    return of(
        "message",
        String.valueOf(event.getExtension(Extensions.TENANT)),
        String.valueOf(event.getExtension(Extensions.USER_ID)),
        event.getSource().toString(),
        event.getId());
  }

  /** An id over any parts; the first says what kind of thing is named. */
  public static String of(String kind, String... parts) {
    MessageDigest sha256 = sha256();
    part(sha256, kind);
    for (String part : parts) {
      part(sha256, part);
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
    long high = (digest.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
    long low = (digest.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static void part(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
