// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import dev.mneme.stores.http.Deadline;
import dev.mneme.stores.http.Limits;
import dev.mneme.stores.http.Reply;
import dev.mneme.stores.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request again while its trouble may pass, as the SDKs' standard mode does: three times in
 * all, after pauses of random length below a bound that doubles.
 *
 * @param timeout of all attempts and pauses together
 */
record Attempts(Duration timeout, Pause pause) {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
  private static final int MOST = 3;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration BOUND = Duration.ofMillis(100);
  private static final Duration BOUND_OF_TOO_MANY = Duration.ofSeconds(1);

  /**
   * The last answer, whatever its status.
   *
   * @param mostBytes of what was asked for
   * @throws IOException if the last attempt got no answer
   */
  Reply send(Request request, long mostBytes) throws IOException {
    Deadline deadline = Deadline.in(timeout);
    Limits limits = new Limits(CONNECT, timeout, deadline, mostBytes);
    int attempt = 1;
    while (true) {
      Optional<Duration> next;
      try {
        Reply reply = request.send(limits);
        next = reply.succeeded() ? Optional.empty() : after(attempt, Trouble.of(reply), deadline);
        if (next.isEmpty()) {
          return reply;
        }
      } catch (IOException e) {
        next = pause(attempt, BOUND, deadline);
        if (next.isEmpty()) {
          throw e;
        }
        LOG.debug("S3 is asked again", e);
      }
      pause.take(next.orElseThrow());
      attempt++;
    }
  }

  private static Optional<Duration> after(int attempt, Trouble trouble, Deadline deadline) {
    return trouble.passes()
        ? pause(attempt, trouble.isTooMany() ? BOUND_OF_TOO_MANY : BOUND, deadline)
        : Optional.empty();
  }

  /** Before the next attempt; empty if there is no time for one, or there were enough. */
  private static Optional<Duration> pause(int attempt, Duration first, Deadline deadline) {
    long bound = first.toNanos() << (attempt - 1);
    Duration pause = Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound));
    return attempt < MOST && pause.compareTo(deadline.left()) < 0
        ? Optional.of(pause)
        : Optional.empty();
  }
}
