// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Deficit round robin (Shreedhar and Varghese, "Efficient fair queuing using deficit round robin",
 * IEEE/ACM Transactions on Networking, 1996): a flow is granted a quantum of bytes a round, and is
 * served as soon as its grants cover its next event.
 *
 * <p>The rounds in which a flow would be visited in vain are not walked through. A flow is filed
 * under the round that serves it, and rounds without flows are skipped; so an operation costs the
 * logarithm of the number of different rounds, at most largest event over quantum, however many
 * flows there are. Within a round flows alternate event by event. Not safe for use by several
 * threads.
 */
final class DeficitRoundRobin<F extends DeficitRoundRobin.Flow> {
  /** Bytes a round: a few small events. Larger ones wait until enough rounds have passed. */
  static final long QUANTUM = 4096;

  private final NavigableMap<Long, LinkedHashSet<F>> rounds = new TreeMap<>();
  private Amount waiting = Amount.NOTHING;
  private long round;

  /** What takes turns; in one round robin only. */
  abstract static class Flow {
    private static final long NOWHERE = -1;

    private long begin;
    private long served;
    private long filed = NOWHERE;
    private Amount counted = Amount.NOTHING;

    /** What waits in it. */
    abstract Amount waiting();

    /** Bytes to pay for its next event, 1 or more; asked only while it is ready. */
    abstract long cost();

    private boolean isFiled() {
      return filed != NOWHERE;
    }
  }

  /** Lets a flow take turns from now on, or no more. One that does already keeps its place. */
  void update(F flow, boolean ready) {
    Flow turn = flow;
    if (ready && !turn.isFiled()) {
      // A flow that was away has no grants of the rounds it missed.
      turn.begin = Math.max(turn.served, round * QUANTUM);
      turn.filed = (turn.begin + turn.cost() - 1) / QUANTUM;
      rounds.computeIfAbsent(turn.filed, absent -> new LinkedHashSet<>()).add(flow);
    } else if (!ready && turn.isFiled()) {
      remove(turn);
    }
    count(turn, ready);
  }

  /**
   * The flow whose turn it is; it keeps its turn until it is served or updated.
   *
   * @throws NoSuchElementException if none is ready
   */
  F first() {
    round = rounds.firstKey();
    return rounds.firstEntry().getValue().getFirst();
  }

  /** Makes the {@link #first} pay; it takes no turns until it is updated. */
  void charge(F flow, long cost) {
    Flow turn = flow;
    turn.served = turn.begin + cost;
    update(flow, false);
  }

  /** What waits in all flows that take turns. */
  Amount waiting() {
    return waiting;
  }

  boolean isEmpty() {
    return rounds.isEmpty();
  }

  private void remove(Flow flow) {
    LinkedHashSet<F> flows = Objects.requireNonNull(rounds.get(flow.filed));
    flows.remove(flow);
    if (flows.isEmpty()) {
      rounds.remove(flow.filed);
    }
    flow.filed = Flow.NOWHERE;
  }

  private void count(Flow flow, boolean ready) {
    Amount now = ready ? flow.waiting() : Amount.NOTHING;
    waiting = waiting.plus(now).minus(flow.counted);
    flow.counted = now;
  }
}
