// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.topology.Tenant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The lanes of one tenant's users, which take equal turns, and what the tenant has in requests.
 * Guarded by the lock of {@link Lanes}.
 */
final class TenantLanes extends DeficitRoundRobin.Flow {
  private final String key;
  private final Tenant share;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final DeficitRoundRobin<Lane> turns = new DeficitRoundRobin<>();
  private int inFlight;

  TenantLanes(String key, Tenant share) {
    this.key = key;
    this.share = share;
  }

  String key() {
    return key;
  }

  /** The lane of a user, from now on if it was not there. */
  Lane lane(String user) {
    return lanes.computeIfAbsent(user, absent -> new Lane(user, this));
  }

  Stream<Lane> lanes() {
    return lanes.values().stream();
  }

  int size() {
    return lanes.size();
  }

  /** Whether one more event may go, and there is one. */
  boolean ready() {
    return inFlight < share.inFlight() && !turns.isEmpty();
  }

  @Override
  Amount waiting() {
    return turns.waiting();
  }

  @Override
  long cost() {
    return Math.ceilDiv(first().cost(), share.weight());
  }

  /** The lane whose turn it is. */
  Lane first() {
    return turns.first();
  }

  /** Takes the next event; its lane can be taken from again until it is {@link #update}d. */
  Delivery take() {
    Lane lane = first();
    turns.charge(lane, lane.cost());
    inFlight++;
    Delivery delivery = lane.take();
    turns.update(lane, lane.waiting().events() > 0);
    return delivery;
  }

  /** So many events are in a request no more. */
  void ended(int count) {
    inFlight -= count;
  }

  /** A lane is not what it was: it takes turns if it can, and is forgotten if it is empty. */
  void update(Lane lane) {
    turns.update(lane, lane.ready());
    if (lane.empty()) {
      lanes.remove(lane.key());
    }
  }
}
