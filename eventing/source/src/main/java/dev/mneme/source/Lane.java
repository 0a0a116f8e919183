// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * One user's held deliveries in stream order: first those in a request, then those that wait with
 * their payload, then those that were set aside. Guarded by the lock of {@link Lanes}.
 */
final class Lane extends DeficitRoundRobin.Flow {
  /** A request costs something however small its event. */
  private static final long LEAST_COST = 1024;

  private final String key;
  private final TenantLanes tenant;
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private final Deque<Delivery> aside = new ArrayDeque<>(1);
  private long bytes;
  private int inFlight;
  private boolean paused;
  private boolean reading;
  private int rank;

  Lane(String key, TenantLanes tenant) {
    this.key = key;
    this.tenant = tenant;
  }

  String key() {
    return key;
  }

  TenantLanes tenant() {
    return tenant;
  }

  /** What waits with its payload. */
  @Override
  Amount waiting() {
    return new Amount(waiting.size(), bytes);
  }

  @Override
  long cost() {
    return Math.max(LEAST_COST, first().size());
  }

  Delivery first() {
    return waiting.getFirst();
  }

  int aside() {
    return aside.size();
  }

  int inFlight() {
    return inFlight;
  }

  /** Whether its next event may be taken. */
  boolean ready() {
    return inFlight == 0 && !paused && !waiting.isEmpty();
  }

  /** Whether some of it is being read again. */
  boolean reading() {
    return reading;
  }

  /** Where {@link Fattest} has it. */
  int rank() {
    return rank;
  }

  void rank(int size) {
    rank = size;
  }

  boolean empty() {
    return inFlight == 0 && !paused && !reading && waiting.isEmpty() && aside.isEmpty();
  }

  /**
   * Puts a new delivery to the end.
   *
   * @return whether it keeps its payload; not so behind others that gave up theirs
   */
  boolean append(Delivery delivery) {
    if (reading || !aside.isEmpty()) {
      delivery.setAside(key);
      aside.addLast(delivery);
      return false;
    }
    waiting.addLast(delivery);
    bytes += delivery.size();
    return true;
  }

  Delivery take() {
    Delivery delivery = waiting.removeFirst();
    bytes -= delivery.size();
    inFlight++;
    return delivery;
  }

  /** The request ended; what it left unsettled comes first again. */
  void end(List<Delivery> unsettled, boolean pause) {
    inFlight = 0;
    paused = pause;
    for (Delivery delivery : unsettled.reversed()) {
      waiting.addFirst(delivery);
      bytes += delivery.size();
    }
  }

  void resume() {
    paused = false;
  }

  /** The last that waits gives up its payload. */
  void setLastAside() {
    Delivery last = waiting.removeLast();
    bytes -= last.size();
    last.setAside(key);
    aside.addFirst(last);
  }

  /** Hands over the first {@code most} that were set aside, to be read again. */
  List<Delivery> beginReading(int most) {
    reading = true;
    List<Delivery> places = new ArrayList<>(Math.min(most, aside.size()));
    while (places.size() < most && !aside.isEmpty()) {
      places.add(aside.removeFirst());
    }
    return places;
  }

  /**
   * Takes back what {@link #beginReading} handed over, less what is gone from the stream.
   *
   * @param unread could not be read and stay set aside; they come after all of {@code read}
   */
  void endReading(List<Delivery> read, List<Delivery> unread) {
    reading = false;
    for (Delivery delivery : read) {
      waiting.addLast(delivery);
      bytes += delivery.size();
    }
    for (Delivery delivery : unread.reversed()) {
      delivery.setAside(key);
      aside.addFirst(delivery);
    }
  }

  /** All that is not in a request, in order. */
  Stream<Delivery> all() {
    return Stream.concat(waiting.stream(), aside.stream());
  }
}
