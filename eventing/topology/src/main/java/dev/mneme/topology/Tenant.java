// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

/**
 * One tenant's share of the requests, the same on every route.
 *
 * @param name tenant id as events carry it, or {@link #DEFAULT} for all that are not named
 * @param weight bytes it is served for each byte of a tenant of weight 1, while both have events
 *     waiting; 1 or more
 * @param inFlight events of it in requests at the same time, on one consumer of a route; 1 or more
 */
public record Tenant(String name, int weight, int inFlight) {
  /** Name of the entry for tenants without one of their own. */
  public static final String DEFAULT = "*";

  /** Without a cap. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Who is not named, in a topology that names no default. */
  public static final Tenant EQUAL = new Tenant(DEFAULT, 1, UNLIMITED);

  public Tenant {
    require(!name.isBlank(), name, "name", name, "a tenant's id or \"*\"");
    require(weight >= 1, name, "weight", weight, "1 or more");
    require(inFlight >= 1, name, "inFlight", inFlight, "1 or more");
  }

  private static void require(
      boolean ok, String tenant, String field, Object value, String expected) {
    if (!ok) {
      throw new TopologyException(
          "tenant " + tenant + ", " + field + ": expected " + expected + ", found " + value);
    }
  }
}
