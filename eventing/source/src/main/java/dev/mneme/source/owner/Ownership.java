// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica's part in owning the consumers of one route. It renews what it owns, takes what is
 * free or whose owner is silent, and hands on what is more than its share.
 */
public final class Ownership {
  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

  /** However long open requests take: ownership is renewed until they have ended. */
  private static final Duration HAND_ON = Duration.ofDays(1);

  private final Board board;
  private final Holder me;
  private final String route;
  private final Expiry expiry;
  private final List<Seat> seats;
  private final ExecutorService endings = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore wake = new Semaphore(0);
  private final ReentrantLock balancing = new ReentrantLock();
  private volatile boolean closing;
  private volatile boolean closed;
  private Thread thread = Thread.currentThread();

  /**
   * @param replica name of this process, the same after a restart in the same place
   * @param expiry after which the consumer of a silent owner is taken
   * @param begin what to do with a consumer that was taken
   */
  public Ownership(
      Board board,
      String replica,
      String route,
      List<String> consumers,
      Duration expiry,
      Work.Begin begin) {
    this.board = board;
    this.me = Holder.started(replica);
    this.route = route;
    this.expiry = new Expiry(expiry);
    this.seats =
        consumers.stream()
            .map(consumer -> new Seat(board, me, route, consumer, this.expiry, begin))
            .toList();
  }

  /** Begins to take part. */
  public void start() {
    board.whenFreed(wake::release);
    thread = Thread.ofVirtual().name("owner-" + route).start(this::run);
  }

  /** How many consumers this replica owns now. */
  public int owned() {
    return (int) seats.stream().filter(Seat::owned).count();
  }

  /**
   * Ends the work on all consumers, then frees them for others to take at once.
   *
   * @return whether all that was open ended within {@code grace}
   */
  public boolean close(Duration grace) throws InterruptedException {
    balancing.lock();
    try {
      closing = true;
    } finally {
      balancing.unlock();
    }
    List<Callable<Boolean>> ends = new ArrayList<>();
    seats.forEach(seat -> ends.add(() -> seat.end(grace)));
    boolean inTime = true;
    for (Future<Boolean> end : endings.invokeAll(ends)) {
      inTime &= result(end);
    }
    closed = true;
    wake.release();
    thread.join();
    endings.close();
    return inTime;
  }

  private boolean result(Future<Boolean> end) throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      LOG.error("route={} did not end in order", route, e.getCause());
      return false;
    }
  }

  private void run() {
    try {
      while (!closed) {
        pass();
        if (wake.tryAcquire(expiry.renewal().toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      }
      leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass() {
    try {
      for (Seat seat : seats) {
        seat.renew();
      }
      balancing.lock();
      try {
        if (!closing) {
          board.put(member(me.replica()), me);
          balance();
        }
      } finally {
        balancing.unlock();
      }
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      // Disconnected, or the server is starting: terms lapse by themselves, and the next pass tries
      // again.
      LOG.warn("route={} owners not renewed: {}", route, e.toString());
    }
  }

  private void balance() throws IOException, JetStreamApiException {
    int share = Share.of(me.replica(), living(), seats.size());
    long kept = seats.stream().filter(Seat::kept).count();
    for (Seat seat : seats) {
      if (kept > share && seat.kept()) {
        LOG.info("route={} hands on a consumer: owns {}, its share is {}", route, kept, share);
        endings.execute(() -> handOn(seat));
        kept--;
      } else if (kept < share && !seat.owned() && seat.take()) {
        kept++;
      }
    }
  }

  private static void handOn(Seat seat) {
    try {
      seat.end(HAND_ON);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Integer> living() throws IOException, JetStreamApiException {
    Map<String, Integer> owned = new HashMap<>();
    owned.put(me.replica(), 0);
    for (Map.Entry<String, Board.Seen> member : board.under(member("")).entrySet()) {
      Board.Seen seen = member.getValue();
      if (!seen.olderThan(expiry.whole())) {
        owned.put(seen.holder().replica(), 0);
      } else if (seen.olderThan(expiry.forgotten())) {
        board.free(member.getKey(), seen.revision());
      }
    }
    for (Seat seat : seats) {
      seat.owner().ifPresent(name -> owned.computeIfPresent(name, (same, count) -> count + 1));
    }
    return owned;
  }

  private void leave() {
    String key = member(me.replica());
    try {
      Optional<Board.Seen> seen = board.seen(key);
      if (seen.isPresent()) {
        board.free(key, seen.get().revision());
      }
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      LOG.warn("{} not freed, it will expire: {}", key, e.toString());
    }
  }

  private String member(String replica) {
    return "member." + route + "." + replica;
  }
}
