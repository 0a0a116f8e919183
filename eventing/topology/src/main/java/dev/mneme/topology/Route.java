// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.TypeName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from one consumer to one function.
 *
 * @param name of the route and of the function it feeds
 * @param stream JetStream stream it reads
 * @param consumers durable consumers of the stream, one, or several with shards of their own each;
 *     each is owned by one replica of the source at a time
 * @param consumes CloudEvents types the function takes; any other becomes a dead letter
 * @param replies CloudEvents types the function may answer with
 * @param concurrency requests at the same time to the function of one consumer
 * @param window messages held with their payload at most, not less than {@code batch.events}
 * @param attempts requests for one event before it becomes a dead letter, 1 or more
 * @param deadline from the first request for an event to its last outcome
 * @param backoff waiting between attempts
 * @param batch how many events share a request; one event and no wait where the file has none
 * @param tenants how tenants share the route, by name; a tenant that is not named has the share of
 *     {@link Tenant#DEFAULT}, or {@link Tenant#EQUAL} without one
 * @param purpose what its function does with a user's data; {@code null} where no consent is needed
 */
public record Route(
    String name,
    String stream,
    List<String> consumers,
    Set<String> consumes,
    Set<String> replies,
    Concurrency concurrency,
    int window,
    int attempts,
    Duration deadline,
    Backoff backoff,
    Batch batch,
    List<Tenant> tenants,
    @Nullable Purpose purpose) {

  static final int DEFAULT_WINDOW = 256;
  static final int DEFAULT_ATTEMPTS = 8;
  static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(10);

  /** From {@code least}, at which a function that may be cold is met, to {@code most}. */
  public record Concurrency(int least, int most) {
    static final Concurrency DEFAULT = new Concurrency(1, 16);
  }

  /** Exponential from {@code first}, never more than {@code most}. */
  public record Backoff(Duration first, Duration most) {
    static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));
  }

  /**
   * What shares a request: events until there are {@code events} of them, until one more would make
   * more than {@code bytes}, or until {@code age} has passed since the first waited. One event that
   * is larger than {@code bytes} goes alone.
   */
  public record Batch(int events, long bytes, Duration age) {
    static final long DEFAULT_BYTES = 1 << 20;
    static final Batch SINGLE = new Batch(1, DEFAULT_BYTES, Duration.ZERO);
  }

  public Route {
    require(name.matches("[a-z][a-z0-9-]*"), name, "name", name, "a lower-case name");
    require(!consumers.isEmpty(), name, "consumers", consumers, "at least one consumer");
    require(!consumes.isEmpty(), name, "consumes", consumes, "at least one type");
    requireTypes(name, "consumes", consumes);
    requireTypes(name, "replies", replies);
    require(
        concurrency.least >= 1 && concurrency.most >= concurrency.least,
        name,
        "concurrency",
        List.of(concurrency.least, concurrency.most),
        "least 1 or more, most not less than least");
    require(batch.events >= 1, name, "batch.events", batch.events, "1 or more");
    require(batch.bytes >= 1, name, "batch.bytes", batch.bytes, "1 or more");
    require(window >= batch.events, name, "window", window, "batch.events or more");
    require(attempts >= 1, name, "attempts", attempts, "1 or more");
    require(deadline.isPositive(), name, "deadline", deadline, "more than nothing");
    require(
        backoff.first.isPositive() && backoff.most.compareTo(backoff.first) >= 0,
        name,
        "backoff",
        List.of(backoff.first, backoff.most),
        "first more than nothing, most not less than first");
    consumers = List.copyOf(consumers);
    consumes = Set.copyOf(consumes);
    replies = Set.copyOf(replies);
    tenants = List.copyOf(tenants);
  }

  private static void requireTypes(String route, String field, Set<String> types) {
    for (String type : types) {
      try {
        TypeName.of(type);
      } catch (InvalidEventException e) {
        throw new TopologyException("route " + route + ", " + field + ": " + e.getMessage(), e);
      }
    }
  }

  private static void require(
      boolean ok, String route, String field, Object value, String expected) {
    if (!ok) {
      throw new TopologyException(
          "route " + route + ", " + field + ": expected " + expected + ", found " + value);
    }
  }
}
