// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.source.owner.Term;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the lanes of one consumer: one thread pulls, never more than can be held, and one reads
 * again what was set aside. All that is held is kept leased.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  /** Awaited at once. */
  private static final int MOST_AWAITED = 256;

  /** Requests that bring nothing, after which nothing is awaited any more. */
  private static final int MOST_EMPTY_HANDED = 3;

  private final String route;
  private final Puller puller;
  private final LeaseKeeper leases;
  private final Lanes lanes;
  private final Payloads payloads;
  private final TakeOver.Again takeOver;

  /** What was held when the connection was lost and is to come again; for the pulling thread. */
  private final NavigableSet<Long> awaited = new TreeSet<>();

  private final Epoch epoch = new Epoch();
  private int emptyHanded;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Thread pulling = Thread.currentThread();
  private Thread reading = Thread.currentThread();

  /**
   * @param takeOver what a lost connection makes necessary
   */
  Intake(
      String route,
      Puller puller,
      LeaseKeeper leases,
      Lanes lanes,
      Payloads payloads,
      TakeOver.Again takeOver) {
    this.route = route;
    this.puller = puller;
    this.leases = leases;
    this.lanes = lanes;
    this.payloads = payloads;
    this.takeOver = takeOver;
  }

  /**
   * Begins to pull and to read.
   *
   * @param term in which messages may be pulled
   * @param taken how the consumer was taken over
   */
  void start(Term term, TakeOver taken) {
    epoch.begin(taken);
    pulling = Thread.ofVirtual().name("pull-" + route).start(() -> pull(term, taken.pause()));
    reading = Thread.ofVirtual().name("read-" + route).start(this::read);
  }

  /** What is held. */
  Lanes lanes() {
    return lanes;
  }

  /** When the oldest message that is held was stored. */
  Optional<Instant> oldest() {
    return leases.oldest();
  }

  /** A delivery is settled, or another owner's: its lease is not extended any more. */
  void letGo(Delivery delivery) {
    leases.letGo(delivery);
  }

  /** Ends the pulling and the reading; leases are kept. */
  void stop() {
    stopped.countDown();
    lanes.close();
    pulling.interrupt();
    reading.interrupt();
  }

  /** Waits until both threads have ended. */
  void join() throws InterruptedException {
    pulling.join();
    reading.join();
  }

  /** Gives up all leases. */
  void close() {
    leases.close();
  }

  /**
   * Gives up all leases, after {@link #join} and after the last request.
   *
   * @param atOnce whether the server is told, so that it delivers again what was not begun
   */
  void giveBack(boolean atOnce) throws InterruptedException {
    puller.close(this::hold);
    leases.close();
    List<Delivery> held = lanes.held();
    if (atOnce) {
      try {
        held.forEach(leases::giveBack);
      } catch (IllegalStateException e) {
        LOG.warn("route={} not given back, leases must run out: {}", route, e.getMessage());
      }
    }
    LOG.info("route={} stopped, gave back {} of {} held", route, held.size(), leases.held());
  }

  private void pull(Term term, Duration pause) {
    try {
      if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      while (stopped.getCount() > 0 && term.awaitCurrent()) {
        if (!puller.connectedSince()) {
          startOver();
        } else if (awaited.isEmpty()) {
          int asked = lanes.ask();
          lanes.giveBack(asked - puller.pull(asked, this::hold));
        } else {
          pullAwaited();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("route={} cannot pull any more", route, e);
      throw e;
    }
  }

  /**
   * A connection was lost, or a delivery: what the server had sent may not have come, and a server
   * that crashed may have forgotten what it had sent. So it delivers all again that is not
   * acknowledged, in order.
   */
  private void startOver() throws InterruptedException {
    try {
      puller.leave();
      awaited.addAll(leases.sequences());
      TakeOver taken = takeOver.take();
      epoch.begin(taken);
      if (stopped.await(taken.pause().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      puller.join();
      emptyHanded = 0;
      LOG.info("route={} connected again, holds {}", route, awaited.size());
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      LOG.warn("route={} not yet connected again: {}", route, e.toString());
      puller.lost();
      stopped.await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** There may be no room, but what is awaited needs none. */
  private void pullAwaited() throws InterruptedException {
    int asked = Math.min(awaited.size(), MOST_AWAITED);
    lanes.askAgain(asked);
    int came = puller.pull(asked, this::hold);
    lanes.giveBack(asked - came);
    emptyHanded = came == 0 ? emptyHanded + 1 : 0;
    if (emptyHanded == MOST_EMPTY_HANDED) {
      awaited.clear();
    }
  }

  private void hold(Message message) {
    if (!epoch.follows(message)) {
      LOG.warn("route={} a delivery is missing, what is not acknowledged comes again", route);
      puller.lost();
      lanes.giveBack(1);
      return;
    }
    long sequence = message.metaData().streamSequence();
    boolean known = awaited.remove(sequence);
    // It comes in order: what was held before and did not come is acknowledged.
    awaited.headSet(sequence).clear();
    if (known) {
      leases.holdAgain(message);
      lanes.giveBack(1);
    } else {
      leases.hold(message).ifPresentOrElse(lanes::add, () -> lanes.giveBack(1));
    }
  }

  private void read() {
    try {
      List<Delivery> places = lanes.beginReading();
      while (!places.isEmpty()) {
        Set<Delivery> gone = payloads.read(places);
        boolean all = places.stream().noneMatch(p -> p.isSetAside() && !gone.contains(p));
        gone.forEach(leases::letGo);
        lanes.endReading(places, gone);
        if (!all && stopped.await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        places = lanes.beginReading();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("route={} cannot read again any more", route, e);
      throw e;
    }
  }
}
