// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.forgetting;

import dev.mneme.connection.NatsConnection;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Forgotten;
import dev.mneme.contract.UserKey;
import dev.mneme.source.bucket.WatchedBucket;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.KeyValueEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who wants what forgotten, as the bucket tells it: watched, so that to ask costs nothing.
 * Thread-safe.
 */
final class Wishes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wishes.class);

  private final NatsConnection connection;
  private final Map<String, Map<String, Forgotten>> byLane = new ConcurrentHashMap<>();
  private @Nullable WatchedBucket bucket;

  /** Knows nobody's wishes before it is opened. */
  Wishes(NatsConnection connection) {
    this.connection = connection;
  }

  /**
   * Returns once all entries have been seen.
   *
   * @param heard is told the lane of each wish, also of those that were there before
   * @throws IOException if the bucket is missing or the server does not answer
   */
  void open(Consumer<String> heard)
      throws IOException, JetStreamApiException, InterruptedException {
    bucket =
        WatchedBucket.open(
            connection,
            Forgotten.BUCKET,
            entry -> note(entry).map(Forgotten::lane).ifPresent(heard),
            key -> {});
  }

  /** Of one owner. */
  List<Forgotten> of(String lane) {
    return List.copyOf(byLane.getOrDefault(lane, Map.of()).values());
  }

  /**
   * Whether somebody wants forgotten what an event tells. What tells of no memory, such as the wish
   * itself, is never meant.
   *
   * @param event whose envelope is good
   */
  boolean cover(CloudEvent event) {
    return !byLane.isEmpty()
        && tells(event)
        && of(UserKey.of(event).lane()).stream().anyMatch(wish -> wish.covers(event));
  }

  /** Events that are not Mneme's own may tell of anything. */
  static boolean tells(CloudEvent event) {
    return EventType.find(event).map(EventType::tellsOfALife).orElse(true);
  }

  private Optional<Forgotten> note(KeyValueEntry entry) {
    try {
      Forgotten wish = Forgotten.read(entry.getKey(), entry.getValue());
      byLane
          .computeIfAbsent(wish.lane(), lane -> new ConcurrentHashMap<>())
          .merge(
              wish.what(), wish, (one, other) -> one.until().isAfter(other.until()) ? one : other);
      return Optional.of(wish);
    } catch (IllegalArgumentException e) {
      LOG.error("bucket {}: {}", Forgotten.BUCKET, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (bucket != null) {
      bucket.close();
    }
  }
}
