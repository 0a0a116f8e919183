// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;

/** {@code POST /v1/memories/audio}: one recording, its body the audio itself. */
final class AudioEndpoint implements PersonalEndpoint {
  /** Longest recording, in bytes. */
  static final int MOST_BYTES = 64 << 20;

  /** Recordings are held in memory while they are stored, so only so many at a time. */
  private static final int AT_A_TIME = 4;

  private static final Set<String> PARAMETERS = new TreeSet<>(Set.of("id", "time", "language"));
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Gateway gateway;
  private final Clock clock;
  private final Semaphore places = new Semaphore(AT_A_TIME);

  AudioEndpoint(Gateway gateway, Clock clock) {
    this.gateway = gateway;
    this.clock = clock;
  }

  @Override
  public Answer answer(UserKey caller, Call call) {
    String type = AudioType.of(call.mediaType());
    Map<String, String> query = call.query(PARAMETERS);
    NewMemory memory =
        NewMemory.of(
            caller,
            new NewMemory.Parts(query.get("id"), query.get("time"), query.get("language")),
            OffsetDateTime.now(clock),
            new FieldErrors());
    if (!places.tryAcquire()) {
      throw new TryLaterException("as many recordings as fit are being taken", RETRY_AFTER);
    }
    try {
      byte[] audio = call.body(MOST_BYTES);
      if (audio.length == 0) {
        throw HttpProblem.of(400, "Empty body", "body", "0 bytes", "a recording");
      }
      return Answer.json(202, gateway.capture(memory, type, audio));
    } finally {
      places.release();
    }
  }
}
