// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors as text that is good for one user and one search only: a keyed hash over both is part of
 * it (HMAC-SHA-256), so that one which was changed, or that another user or search got, is refused.
 */
final class Cursors {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;
  private static final String EXPECTED = "the next of the page before, of the same search";

  private final SecretKeySpec key;

  /**
   * @param key secret; every process that answers for the same users has the same
   */
  Cursors(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** With the key that is set, or else one of its own. */
  static Cursors of(Settings settings) {
    return new Cursors(
        settings
            .secret("MNEME_RECALL_CURSOR_KEY")
            .map(text -> text.getBytes(UTF_8))
            .orElseGet(Cursors::ownKey));
  }

  private static byte[] ownKey() {
    byte[] key = new byte[MAC_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  String write(UserKey asker, SearchRequest search, Cursor cursor) {
    byte[] content = content(cursor);
    byte[] mac = mac(asker, search, content);
    byte[] all = Arrays.copyOf(mac, MAC_BYTES + content.length);
    System.arraycopy(content, 0, all, MAC_BYTES, content.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * The cursor of a text.
   *
   * @throws InvalidEventException if it was not given to this user for this search
   */
  Cursor read(UserKey asker, SearchRequest search, String text) {
    byte[] all = decoded(text);
    if (all.length < MAC_BYTES) {
      throw refused(text);
    }
    byte[] content = Arrays.copyOfRange(all, MAC_BYTES, all.length);
    byte[] mac = Arrays.copyOf(all, MAC_BYTES);
    if (!MessageDigest.isEqual(mac, mac(asker, search, content))) {
      throw refused(text);
    }
    return cursor(content);
  }

  private byte[] mac(UserKey asker, SearchRequest search, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      // The page may change its size, but nothing else of the search may change.
      for (String part :
          new String[] {
            asker.tenant(),
            asker.user(),
            search.question(),
            String.valueOf(search.asOf()),
            search.sorting().toString(),
            search.restriction().toString()
          }) {
        byte[] bytes = part.getBytes(UTF_8);
        mac.update(Integer.toString(bytes.length).getBytes(UTF_8));
        mac.update((byte) ':');
        mac.update(bytes);
      }
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static byte[] content(Cursor cursor) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeLong(cursor.newest());
      for (long position : cursor.shown()) {
        out.writeInt(Math.toIntExact(cursor.newest() - position));
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cursor cursor(byte[] content) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      long newest = in.readLong();
      Set<Long> shown = new HashSet<>();
      while (in.available() > 0) {
        shown.add(newest - in.readInt());
      }
      return new Cursor(newest, shown);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw refused(text);
    }
  }

  private static InvalidEventException refused(String text) {
    return InvalidEventException.of("data.cursor", text, EXPECTED);
  }
}
