// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.consent;

import dev.mneme.connection.NatsConnection;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.Withdrawn;
import dev.mneme.source.bucket.WatchedBucket;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What users withdrew their consent to, as the bucket tells it. Thread-safe. */
public final class Withdrawals implements AutoCloseable {
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final WatchedBucket bucket;

  /**
   * Returns once all withdrawals are known.
   *
   * @throws IOException if the bucket is missing or the server does not answer
   */
  public Withdrawals(NatsConnection connection)
      throws IOException, JetStreamApiException, InterruptedException {
    bucket =
        WatchedBucket.open(
            connection, Withdrawn.BUCKET, entry -> keys.add(entry.getKey()), keys::remove);
  }

  /**
   * Whether an event's owner does not allow this with what the event is about. What an owner wishes
   * needs no consent.
   *
   * @param event whose envelope is good
   */
  public boolean forbid(Purpose purpose, CloudEvent event) {
    return !keys.isEmpty()
        && keys.contains(Withdrawn.of(UserKey.of(event), purpose).key())
        && !EventType.find(event).map(EventType::saysAWish).orElse(false);
  }

  @Override
  public void close() {
    bucket.close();
  }
}
