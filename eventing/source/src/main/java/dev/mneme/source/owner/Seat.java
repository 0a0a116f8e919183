// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One consumer as this replica sees it: to be taken, renewed, and freed. */
final class Seat {
  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

  private record Tenure(Term term, Work work) {}

  private final Board board;
  private final Holder me;
  private final String consumer;
  private final String key;
  private final Expiry expiry;
  private final Work.Begin begin;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Tenure tenure;
  private long revision;
  private boolean ending;

  Seat(Board board, Holder me, String route, String consumer, Expiry expiry, Work.Begin begin) {
    this.board = board;
    this.me = me;
    this.consumer = consumer;
    this.key = "owner." + route + "." + consumer;
    this.expiry = expiry;
    this.begin = begin;
  }

  /** Owned, and not about to be handed on. */
  boolean kept() {
    return locked(() -> tenure != null && !ending);
  }

  boolean owned() {
    return locked(() -> tenure != null);
  }

  /** The replica that owns the consumer, as far as is known here. */
  Optional<String> owner() {
    return board.seen(key).map(seen -> seen.holder().replica());
  }

  /**
   * Takes the consumer if it is free or its owner is silent.
   *
   * @return whether it is owned now
   */
  boolean take() throws IOException, JetStreamApiException {
    lock.lock();
    try {
      Optional<Board.Seen> present = board.seen(key);
      if (present.isPresent() && !silent(present.get())) {
        return false;
      }
      long now = System.nanoTime();
      OptionalLong written = board.write(key, me, present.map(Board.Seen::revision).orElse(0L));
      if (written.isEmpty()) {
        return false;
      }
      Term term = new Term(expiry.certain(), now);
      tenure = new Tenure(term, begin.begin(consumer, term));
      revision = written.getAsLong();
      ending = false;
      LOG.info(
          "{} taken{}", key, present.map(seen -> " from " + seen.holder().replica()).orElse(""));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** An earlier process of this replica is dead, but may have written just before it died. */
  private boolean silent(Board.Seen seen) {
    boolean own = seen.holder().replica().equals(me.replica());
    return seen.olderThan(own ? expiry.sameReplica() : expiry.whole());
  }

  /** Renews what is owned; ends the work if somebody else took it. */
  void renew() throws IOException, JetStreamApiException {
    lock.lock();
    try {
      if (tenure == null) {
        return;
      }
      long now = System.nanoTime();
      OptionalLong written = board.write(key, me, revision);
      if (written.isEmpty()) {
        // The answer to an earlier renewal may have been lost.
        written =
            board.seen(key).filter(seen -> seen.holder().equals(me)).stream()
                .mapToLong(Board.Seen::revision)
                .findFirst();
      }
      if (written.isPresent()) {
        revision = written.getAsLong();
        tenure.term.renew(now);
      } else {
        LOG.warn("{} lost to {}", key, owner().orElse("nobody"));
        tenure.term.end();
        tenure.work.abandon();
        tenure = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets the work end, then frees the consumer; it is renewed meanwhile.
   *
   * @return whether all that was open ended within {@code grace}
   */
  boolean end(Duration grace) throws InterruptedException {
    Tenure ended =
        locked(
            () -> {
              ending = true;
              return tenure;
            });
    if (ended == null) {
      return true;
    }
    boolean inTime = ended.work.end(grace);
    locked(() -> free(ended));
    return inTime;
  }

  private boolean free(Tenure ended) {
    ended.term.end();
    if (tenure != ended) {
      return false;
    }
    tenure = null;
    try {
      board.free(key, revision);
      LOG.info("{} freed", key);
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      LOG.warn("{} not freed, it will expire: {}", key, e.toString());
    }
    return true;
  }

  private <T extends @Nullable Object> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }
}
