// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.forgetting;

import dev.mneme.connection.NatsConnection;
import dev.mneme.contract.Forgotten;
import dev.mneme.contract.UserKey;
import dev.mneme.source.deadletter.DeadLetters;
import dev.mneme.source.deadletter.Letter;
import dev.mneme.source.deadletter.LetterFilter;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the dead letters of what somebody wants forgotten: those that lie there when the wish comes
 * or the process starts, and each that is stored after that. Several replicas do it side by side,
 * which is as good as one. Thread-safe.
 */
public final class Forgetting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

  private final DeadLetters letters;
  private final Wishes wishes;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("forgetting").factory());

  private Forgetting(NatsConnection connection) throws IOException {
    this.letters = new DeadLetters(connection.jetStreamManagement());
    this.wishes = new Wishes(connection);
  }

  /**
   * Returns once all wishes have been seen.
   *
   * @throws IOException if the bucket of wishes is missing or the server does not answer
   */
  public static Forgetting open(NatsConnection connection)
      throws IOException, JetStreamApiException, InterruptedException {
    Forgetting forgetting = new Forgetting(connection);
    forgetting.wishes.open(lane -> forgetting.sweepAfter(Duration.ZERO, lane));
    return forgetting;
  }

  /** Whether an event, whose envelope is good, is not to be delivered any more. */
  public boolean covers(CloudEvent event) {
    return wishes.cover(event);
  }

  /**
   * A dead letter was stored. Only now is it looked whether it may stay: a wish that comes between
   * look and store would miss it.
   *
   * @param lane tenant and user as subject tokens, with a dot between
   */
  public void stored(String lane) {
    if (!wishes.of(lane).isEmpty()) {
      sweepAfter(Duration.ZERO, lane);
    }
  }

  private void sweepAfter(Duration pause, String lane) {
    try {
      sweeper.schedule(() -> sweep(lane), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed; the next process to start looks again", e);
    }
  }

  private void sweep(String lane) {
    try {
      List<Forgotten> own = wishes.of(lane);
      letters.each(
          LetterFilter.of(UserKey.ofLane(lane)),
          letters.newest(),
          letter -> {
            if (own.stream().anyMatch(wish -> covers(wish, letter))) {
              letters.drop(letter);
              LOG.info("dead letter {} is about what was to be forgotten", letter.sequence());
            }
            return true;
          });
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      LOG.warn("dead letters to be forgotten are looked for again: {}", e.toString());
      sweepAfter(AFTER_TROUBLE, lane);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("dead letters of a user cannot be read", e);
    }
  }

  /** What no event can be read from may tell of anything, and is as old as its message. */
  private static boolean covers(Forgotten wish, Letter letter) {
    return letter
        .event()
        .map(event -> Wishes.tells(event) && wish.covers(event))
        .orElseGet(() -> wish.everything() && !letter.record().first().isAfter(wish.until()));
  }

  @Override
  public void close() {
    wishes.close();
    sweeper.shutdownNow();
  }
}
