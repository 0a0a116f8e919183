// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.UserKey;
import dev.mneme.topology.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose event is next: tenants share by weight and within their caps, and the users of a tenant
 * equally, both by {@link DeficitRoundRobin}. A lane exists while something of its user is held.
 * Guarded by the lock of {@link Lanes}.
 */
final class Schedule {
  private final Map<String, Tenant> shares = new HashMap<>();
  private final Tenant otherwise;
  private final Map<String, TenantLanes> tenants = new HashMap<>();
  private final DeficitRoundRobin<TenantLanes> turns = new DeficitRoundRobin<>();
  private int size;

  Schedule(List<Tenant> shares) {
    shares.forEach(share -> this.shares.put(UserKey.token(share.name()), share));
    this.otherwise =
        shares.stream()
            .filter(share -> share.name().equals(Tenant.DEFAULT))
            .findFirst()
            .orElse(Tenant.EQUAL);
  }

  /** The lane of a user, from now on if it was not there. */
  Lane lane(String user) {
    String tenant = user.substring(0, Math.max(0, user.indexOf('.')));
    TenantLanes lanes = tenants.computeIfAbsent(tenant, this::open);
    int before = lanes.size();
    Lane lane = lanes.lane(user);
    size += lanes.size() - before;
    return lane;
  }

  /** Lanes of all tenants. */
  Stream<Lane> lanes() {
    return tenants.values().stream().flatMap(TenantLanes::lanes);
  }

  int size() {
    return size;
  }

  /** What waits for its turn, not counting tenants that are at their cap. */
  Amount waiting() {
    return turns.waiting();
  }

  /** A lane is not what it was: it takes turns if it can, and is forgotten if it is empty. */
  void update(Lane lane) {
    TenantLanes tenant = lane.tenant();
    size -= tenant.size();
    tenant.update(lane);
    size += tenant.size();
    turns.update(tenant, tenant.ready());
    if (tenant.size() == 0) {
      tenants.remove(tenant.key());
    }
  }

  /** The request of a lane ended. */
  void end(Lane lane, List<Delivery> unsettled, boolean pause) {
    lane.tenant().ended(lane.inFlight());
    lane.end(unsettled, pause);
    update(lane);
  }

  /**
   * Takes events in turn, several of a lane if it comes to that, until there are {@code most} or
   * the next would make more than {@code mostBytes}. Their lanes take no turns until {@link #end}.
   */
  List<Delivery> take(int most, long mostBytes) {
    List<Delivery> taken = new ArrayList<>();
    Set<Lane> lanes = new LinkedHashSet<>();
    long bytes = 0;
    while (taken.size() < most && !turns.isEmpty()) {
      TenantLanes tenant = turns.first();
      Lane lane = tenant.first();
      bytes += lane.first().size();
      if (bytes > mostBytes && !taken.isEmpty()) {
        break;
      }
      turns.charge(tenant, tenant.cost());
      taken.add(tenant.take());
      lanes.add(lane);
      turns.update(tenant, tenant.ready());
    }
    lanes.forEach(this::update);
    return taken;
  }

  private TenantLanes open(String tenant) {
    return new TenantLanes(tenant, shares.getOrDefault(tenant, otherwise));
  }
}
