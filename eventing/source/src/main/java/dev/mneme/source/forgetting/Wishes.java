// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.forgetting;

import dev.mneme.connection.NatsConnection;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Forgotten;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private static final Duration FIRST_SIGHT = Duration.ofSeconds(5);

  private final NatsConnection connection;
  private final Map<String, Map<String, Forgotten>> byLane = new ConcurrentHashMap<>();
  private @Nullable NatsKeyValueWatchSubscription watch;

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
    CountDownLatch complete = new CountDownLatch(1);
    watch = connection.keyValue(Forgotten.BUCKET).watchAll(new Watcher(heard, complete));
    if (!complete.await(FIRST_SIGHT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("bucket " + Forgotten.BUCKET + " was not read within " + FIRST_SIGHT);
    }
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
    try {
      return EventType.of(event).tellsOfALife();
    } catch (InvalidEventException foreign) {
      return true;
    }
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

  private final class Watcher implements KeyValueWatcher {
    private final Consumer<String> heard;
    private final CountDownLatch complete;

    private Watcher(Consumer<String> heard, CountDownLatch complete) {
      this.heard = heard;
      this.complete = complete;
    }

    @Override
    public void watch(KeyValueEntry entry) {
      if (entry.getOperation() == KeyValueOperation.PUT) {
        note(entry).map(Forgotten::lane).ifPresent(heard);
      }
    }

    @Override
    public void endOfData() {
      complete.countDown();
    }
  }

  @Override
  public void close() {
    if (watch != null && !connection.closed()) {
      watch.unsubscribe();
    }
  }
}
