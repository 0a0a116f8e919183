// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.topology.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held deliveries in one lane a user: within a lane in stream order and never in two requests at
 * once, between lanes as {@link Schedule} has it. Safe for use by three threads, one that asks for
 * messages, one that takes deliveries, one that reads payloads again, and any number of requests.
 *
 * <p>When the {@link Window} is full, the lane with most waiting gives up the payloads at its end,
 * if it has more than its share (as FQ-CoDel drops from the fattest queue: RFC 8290, section 4.1).
 * It keeps their places, and their payloads are read again when their turn is near. So one user's
 * backlog neither hides what came after it nor fills the memory.
 */
final class Lanes {
  /** Payloads read again at once: enough for the time of a round trip to cost a lane nothing. */
  private static final int READ_AHEAD = 8;

  private static final int LEAST_LANES = 16;
  private static final int LANES_A_REQUEST = 2;
  private static final int MULTIPLE = 4;

  /** After which a full window is told to who asks for room: the connection may have been lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition takeable = lock.newCondition();
  private final Condition askable = lock.newCondition();
  private final Condition readable = lock.newCondition();
  private final Schedule schedule;
  private final Window window;
  private final Fattest fattest = new Fattest();
  private final LinkedHashSet<Lane> hungry = new LinkedHashSet<>();
  private final Route.Batch batch;
  private final int readAhead;
  private final int enough;
  private boolean somethingWaits;
  private long waitingSince;
  private boolean filling;
  private boolean readerWaits;
  private boolean closed;

  /**
   * @param places messages held at most, with payload or set aside; payloads are held for no more
   *     than the window of the route
   */
  Lanes(Route route, int places) {
    this.schedule = new Schedule(route.tenants());
    this.window = new Window(Math.min(route.window(), places), places);
    this.batch = route.batch();
    this.enough =
        Math.max(LEAST_LANES, LANES_A_REQUEST * route.concurrency().most() * batch.events());
    this.readAhead = Math.max(READ_AHEAD, 2 * batch.events());
  }

  /**
   * Waits a while until there is room for some more messages, and keeps it for them.
   *
   * @return how many; 0 if there is no room, or once {@link #close} was called
   */
  int ask() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = PATIENCE.toNanos();
      while (!closed && left > 0) {
        makeRoom();
        if (canAsk()) {
          int count = window.half();
          window.ask(count);
          return count;
        }
        left = askable.awaitNanos(left);
      }
      return 0;
    } finally {
      lock.unlock();
    }
  }

  /** Room for messages that are held already, and come again. */
  void askAgain(int count) {
    locked(() -> window.ask(count));
  }

  /** So many of those asked for did not come, or are held already. */
  void giveBack(int count) {
    locked(() -> window.giveBack(count));
  }

  /** Puts a delivery that was asked for at the end of its lane. */
  void add(Delivery delivery) {
    locked(
        () -> {
          Lane lane = schedule.lane(delivery.lane());
          window.arrived(lane.append(delivery));
          changed(lane);
        });
  }

  /**
   * Takes the deliveries of one request, whose lanes stay busy until {@link #end}. Waits for the
   * first without limit; for more, as the route's batches say.
   *
   * @return empty only once {@link #close} was called
   */
  List<Delivery> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (schedule.waiting().events() == 0 && !closed) {
        takeable.await();
      }
      fill();
      if (closed) {
        return List.of();
      }
      List<Delivery> taken = schedule.take(batch.events(), batch.bytes());
      window.taken(taken.size());
      somethingWaits = false;
      for (Delivery delivery : taken) {
        rank(schedule.lane(delivery.lane()));
      }
      signal();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The request of a lane ended.
   *
   * @param unsettled come first again, in order
   * @param pause whether the lane waits for {@link #resume} before its next request
   */
  void end(String key, List<Delivery> unsettled, boolean pause) {
    locked(
        () -> {
          Lane lane = schedule.lane(key);
          window.ended(lane.inFlight(), unsettled.size());
          schedule.end(lane, unsettled, pause);
          rank(lane);
        });
  }

  /** The pause of a lane is over. */
  void resume(String key) {
    locked(
        () -> {
          Lane lane = schedule.lane(key);
          lane.resume();
          changed(lane);
        });
  }

  /**
   * Waits for deliveries that were set aside to come near their turn.
   *
   * @return in order within each lane, to be given to {@link #endReading}; empty only once {@link
   *     #close} was called
   */
  List<Delivery> beginReading() throws InterruptedException {
    lock.lockInterruptibly();
    readerWaits = true;
    try {
      while (!canRead() && !closed) {
        readable.await();
      }
      if (closed) {
        return List.of();
      }
      List<Delivery> places = new ArrayList<>();
      int room = Math.min(window.readable(), readAhead);
      while (places.size() < room && !hungry.isEmpty()) {
        Lane lane = hungry.removeFirst();
        int wanted = Math.max(1, refill() - lane.waiting().events());
        places.addAll(lane.beginReading(Math.min(wanted, room - places.size())));
      }
      window.read(places.size());
      signal();
      return places;
    } finally {
      readerWaits = false;
      lock.unlock();
    }
  }

  /**
   * What was read again waits for its turn; what was not is set aside still.
   *
   * @param gone are no more in the stream, and forgotten
   */
  void endReading(List<Delivery> places, Set<Delivery> gone) {
    Map<String, List<Delivery>> lanes = new LinkedHashMap<>();
    places.forEach(
        place -> lanes.computeIfAbsent(place.lane(), key -> new ArrayList<>()).add(place));
    locked(() -> lanes.forEach((key, part) -> endReading(schedule.lane(key), part, gone)));
  }

  private void endReading(Lane lane, List<Delivery> places, Set<Delivery> gone) {
    List<Delivery> left = places.stream().filter(place -> !gone.contains(place)).toList();
    List<Delivery> read = left.stream().takeWhile(place -> !place.isSetAside()).toList();
    List<Delivery> unread = left.subList(read.size(), left.size());
    lane.endReading(read, unread);
    window.gone(places.size() - left.size());
    window.setAside(unread.size());
    changed(lane);
  }

  /** Ends the asking, taking and reading; what is held stays. */
  void close() {
    locked(
        () -> {
          closed = true;
          takeable.signalAll();
          askable.signalAll();
          readable.signalAll();
        });
  }

  /** What is held and in no request, in order within each lane. */
  List<Delivery> held() {
    lock.lock();
    try {
      return schedule.lanes().flatMap(Lane::all).toList();
    } finally {
      lock.unlock();
    }
  }

  /** How much is held. */
  Window.Load load() {
    lock.lock();
    try {
      return window.load();
    } finally {
      lock.unlock();
    }
  }

  private void fill() throws InterruptedException {
    long left = batch.age().toNanos() - (System.nanoTime() - waitingSince);
    filling = true;
    while (left > 0 && !isFull() && !closed) {
      left = takeable.awaitNanos(left);
    }
    filling = false;
  }

  private boolean isFull() {
    Amount waiting = schedule.waiting();
    return waiting.events() >= batch.events() || waiting.bytes() >= batch.bytes();
  }

  private void makeRoom() {
    for (Optional<Lane> lane = tooFat(); lane.isPresent(); lane = tooFat()) {
      lane.get().setLastAside();
      window.setAside(1);
      changed(lane.get());
    }
  }

  /** The lane that gives up payloads for what is new, if room is missing and one can. */
  private Optional<Lane> tooFat() {
    // Behind what is on its way back nothing may come in between.
    return window.isTight()
        ? fattest.moreThan(bearable()).filter(lane -> !lane.reading())
        : Optional.empty();
  }

  /**
   * What a lane may have waiting before it gives up payloads: its share where the lanes held cannot
   * keep the function busy, a multiple of it where they can, since a payload that is read again
   * costs more than it hides.
   */
  private int bearable() {
    int lanes = schedule.size();
    return window.share(lanes) * (lanes < enough ? 1 : MULTIPLE);
  }

  private void changed(Lane lane) {
    schedule.update(lane);
    rank(lane);
  }

  private void rank(Lane lane) {
    fattest.update(lane);
    if (lane.aside() > 0 && !lane.reading() && lane.waiting().events() <= refill() / 2) {
      hungry.add(lane);
    } else {
      hungry.remove(lane);
    }
  }

  /** What a lane has waiting after payloads were read again. */
  private int refill() {
    return Math.min(readAhead, window.share(schedule.size()));
  }

  private boolean canAsk() {
    // At the edge of a full window, what is held already comes before what is new.
    return window.hasRoom() && !(readerWaits && canRead());
  }

  private boolean canRead() {
    return !hungry.isEmpty() && window.readable() > 0;
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      signal();
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    if (schedule.waiting().events() == 0) {
      somethingWaits = false;
    } else if (!somethingWaits) {
      somethingWaits = true;
      waitingSince = System.nanoTime();
    }
    if (filling ? isFull() : schedule.waiting().events() > 0) {
      takeable.signal();
    }
    if (canRead()) {
      readable.signal();
    }
    if (canAsk() || tooFat().isPresent()) {
      askable.signal();
    }
  }
}
