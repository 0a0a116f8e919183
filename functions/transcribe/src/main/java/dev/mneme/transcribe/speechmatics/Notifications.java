// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;

/**
 * Takes the calls of the webhook. They are not signed and come again until they are answered with
 * success, so a call is only a hint to look at the job again: whether it is true, late or the third
 * of its kind changes nothing but the moment of the next look.
 */
public final class Notifications {
  private final JobSignals signals;
  private final Optional<String> token;

  Notifications(JobSignals signals, Optional<String> token) {
    this.signals = signals;
    this.token = token;
  }

  /** For an engine that asked nobody to call. */
  public static Notifications none() {
    return new Notifications(new JobSignals(), Optional.empty());
  }

  /**
   * Takes one call.
   *
   * @param authorization the header of that name, empty if there is none
   * @param job the query's {@code id}, empty if there is none
   * @return the HTTP status to answer with: 204, 400 without an id, 401 without our token, 404 if
   *     no webhook was configured
   */
  public int take(String authorization, String job) {
    if (token.isEmpty()) {
      return 404;
    }
    // In constant time, so that the token cannot be guessed letter by letter.
    if (!MessageDigest.isEqual(
        authorization.getBytes(UTF_8), ("Bearer " + token.get()).getBytes(UTF_8))) {
      return 401;
    }
    if (job.isEmpty()) {
      return 400;
    }
    signals.signal(job);
    return 204;
  }
}
