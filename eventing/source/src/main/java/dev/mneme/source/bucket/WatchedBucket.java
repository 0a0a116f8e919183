// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.bucket;

import dev.mneme.connection.NatsConnection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One bucket, from its first entry on. */
public final class WatchedBucket implements AutoCloseable {
  private static final Duration FIRST_SIGHT = Duration.ofSeconds(5);

  private final NatsConnection connection;
  private final NatsKeyValueWatchSubscription watch;

  private WatchedBucket(NatsConnection connection, NatsKeyValueWatchSubscription watch) {
    this.connection = connection;
    this.watch = watch;
  }

  /**
   * Returns once all entries were told.
   *
   * @param put is told each entry
   * @param gone is told the key of an entry that was removed
   * @throws IOException if the bucket is missing or the server does not answer
   */
  public static WatchedBucket open(
      NatsConnection connection, String name, Consumer<KeyValueEntry> put, Consumer<String> gone)
      throws IOException, JetStreamApiException, InterruptedException {
    CountDownLatch complete = new CountDownLatch(1);
    KeyValueWatcher watcher =
        new KeyValueWatcher() {
          @Override
          public void watch(KeyValueEntry entry) {
            if (entry.getOperation() == KeyValueOperation.PUT) {
              put.accept(entry);
            } else {
              gone.accept(entry.getKey());
            }
          }

          @Override
          public void endOfData() {
            complete.countDown();
          }
        };
    WatchedBucket bucket =
        new WatchedBucket(connection, connection.keyValue(name).watchAll(watcher));
    if (!complete.await(FIRST_SIGHT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("bucket " + name + " was not read within " + FIRST_SIGHT);
    }
    return bucket;
  }

  @Override
  public void close() {
    if (!connection.closed()) {
      watch.unsubscribe();
    }
  }
}
