// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import dev.mneme.connection.NatsConnection;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The bucket of owners and members as this process sees it: watched, and changed by compare and
 * set.
 */
public final class Board implements AutoCloseable {
  /** Name of the bucket. */
  public static final String BUCKET = "mneme-owners";

  private static final int WRONG_LAST_SEQUENCE = 10_071;
  private static final Duration FIRST_SIGHT = Duration.ofSeconds(5);

  /**
   * @param since when this revision was first seen here, of {@link System#nanoTime}: clocks of
   *     other machines are not believed
   */
  record Seen(Holder holder, long revision, long since) {
    boolean olderThan(Duration age) {
      return System.nanoTime() - since > age.toNanos();
    }
  }

  private final NatsConnection connection;
  private final KeyValue bucket;
  private final Map<String, Seen> entries = new ConcurrentHashMap<>();
  private final List<Runnable> whenFreed = new CopyOnWriteArrayList<>();
  private final CountDownLatch complete = new CountDownLatch(1);
  private final NatsKeyValueWatchSubscription watch;

  /**
   * Returns once all entries have been seen.
   *
   * @throws IOException if the bucket is missing or the server does not answer
   */
  public Board(NatsConnection connection)
      throws IOException, JetStreamApiException, InterruptedException {
    this.connection = connection;
    bucket = connection.keyValue(BUCKET);
    watch = bucket.watchAll(new Watcher());
    if (!complete.await(FIRST_SIGHT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("bucket " + BUCKET + " was not read within " + FIRST_SIGHT);
    }
  }

  /** Calls back whenever an entry was freed by its holder. */
  void whenFreed(Runnable listener) {
    whenFreed.add(listener);
  }

  Optional<Seen> seen(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Entries below a prefix. */
  Map<String, Seen> under(String prefix) {
    Map<String, Seen> found = new TreeMap<>();
    entries.forEach(
        (key, seen) -> {
          if (key.startsWith(prefix)) {
            found.put(key, seen);
          }
        });
    return found;
  }

  /** Writes, whatever is there. */
  void put(String key, Holder holder) throws IOException, JetStreamApiException {
    note(key, holder, bucket.put(key, holder.json()));
  }

  /**
   * Writes if nothing has changed since {@code revision}, 0 for a free entry.
   *
   * @return the new revision; empty if somebody was faster
   */
  OptionalLong write(String key, Holder holder, long revision)
      throws IOException, JetStreamApiException {
    try {
      long written =
          revision == 0
              ? bucket.create(key, holder.json())
              : bucket.update(key, holder.json(), revision);
      note(key, holder, written);
      return OptionalLong.of(written);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != WRONG_LAST_SEQUENCE) {
        throw e;
      }
      look(key);
      return OptionalLong.empty();
    }
  }

  /** Frees an entry unless it has changed since {@code revision}. */
  void free(String key, long revision) throws IOException, JetStreamApiException {
    try {
      bucket.delete(key, revision);
      entries.remove(key);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != WRONG_LAST_SEQUENCE) {
        throw e;
      }
      look(key);
    }
  }

  private void look(String key) throws IOException, JetStreamApiException {
    KeyValueEntry entry = bucket.get(key);
    if (entry == null) {
      entries.remove(key);
    } else {
      note(key, Holder.read(entry.getValue()), entry.getRevision());
    }
  }

  private void note(String key, Holder holder, long revision) {
    entries.merge(
        key,
        new Seen(holder, revision, System.nanoTime()),
        (present, fresh) -> fresh.revision > present.revision ? fresh : present);
  }

  private final class Watcher implements KeyValueWatcher {
    @Override
    public void watch(KeyValueEntry entry) {
      if (entry.getOperation() == KeyValueOperation.PUT) {
        note(entry.getKey(), Holder.read(entry.getValue()), entry.getRevision());
      } else {
        entries.computeIfPresent(
            entry.getKey(),
            (key, present) -> present.revision > entry.getRevision() ? present : null);
        whenFreed.forEach(Runnable::run);
      }
    }

    @Override
    public void endOfData() {
      complete.countDown();
    }
  }

  @Override
  public void close() {
    if (!connection.closed()) {
      watch.unsubscribe();
    }
  }
}
