// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names users in the log: a tag by which the lines about one of them are found, and out of which
 * nobody without the key learns who it is. The first eight bytes of HMAC-SHA-256 (RFC 2104) over
 * the lane, {@code tenant.user} in tokens, in hexadecimal.
 */
final class Pseudonyms {
  private static final String KEY = "MNEME_LOG_KEY";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST = 16;
  private static final int BYTES = 8;

  private final Mac keyed;

  private Pseudonyms(byte[] key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * Under the key {@code MNEME_LOG_KEY}; without one, under a random one that ends with the
   * process.
   */
  static Pseudonyms from(Settings settings) {
    byte[] key =
        settings
            .optionalText(KEY)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .orElseGet(() -> SecureRandom.getSeed(2 * LEAST));
    if (key.length < LEAST) {
      throw new SettingsException(
          List.of(KEY + ": expected " + LEAST + " bytes or more, found " + key.length));
    }
    return new Pseudonyms(key);
  }

  /** The tag of the user whose lane it is. Safe for use by several threads. */
  String of(String lane) {
    try {
      byte[] hash = ((Mac) keyed.clone()).doFinal(lane.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(ALGORITHM + " of this Java cannot be copied", e);
    }
  }
}
