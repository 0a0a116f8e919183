// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.KeyValueManagement;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a server to the topology: creates what is missing, updates what can change in place, and
 * refuses what would lose messages or move users to other shards. Applying twice changes nothing.
 */
public final class TopologyLoader {
  private static final Logger LOG = LoggerFactory.getLogger(TopologyLoader.class);
  private static final int NOT_FOUND = 404;

  private final JetStreamManagement server;
  private final KeyValueManagement buckets;

  public TopologyLoader(JetStreamManagement server, KeyValueManagement buckets) {
    this.server = server;
    this.buckets = buckets;
  }

  /**
   * Applies streams first, then consumers, then buckets. Everything is checked before anything is
   * changed.
   *
   * @throws TopologyException if a change would destroy something, naming stream, field and both
   *     values
   * @throws IOException if the server does not answer
   * @throws JetStreamApiException if the server refuses
   */
  public void apply(Topology topology) throws IOException, JetStreamApiException {
    for (StreamManifest stream : topology.streams()) {
      Optional<StreamInfo> present = stream(stream.name());
      if (present.isPresent()) {
        DestructiveChange.refuse(present.get(), stream.configuration());
      }
    }
    for (StreamManifest stream : topology.streams()) {
      apply(stream);
    }
    for (ConsumerManifest consumer : topology.consumers()) {
      apply(consumer);
    }
    for (BucketManifest bucket : topology.buckets()) {
      apply(bucket);
    }
  }

  private void apply(BucketManifest manifest) throws IOException, JetStreamApiException {
    if (buckets.getBucketNames().contains(manifest.bucket())) {
      buckets.update(manifest.configuration());
    } else {
      buckets.create(manifest.configuration());
      LOG.info("created bucket {}", manifest.bucket());
    }
  }

  private void apply(StreamManifest manifest) throws IOException, JetStreamApiException {
    StreamConfiguration wanted = manifest.configuration();
    if (stream(manifest.name()).isEmpty()) {
      server.addStream(wanted);
      LOG.info("created stream {}", manifest.name());
    } else {
      server.updateStream(wanted);
    }
  }

  private void apply(ConsumerManifest manifest) throws IOException, JetStreamApiException {
    ConsumerConfiguration wanted = manifest.configuration();
    boolean present = consumer(manifest).isPresent();
    server.addOrUpdateConsumer(manifest.streamName(), wanted);
    if (!present) {
      LOG.info("created consumer {} of {}", manifest.durableName(), manifest.streamName());
    }
  }

  private Optional<StreamInfo> stream(String name) throws IOException, JetStreamApiException {
    try {
      return Optional.of(Objects.requireNonNull(server.getStreamInfo(name)));
    } catch (JetStreamApiException e) {
      return absent(e);
    }
  }

  private Optional<ConsumerInfo> consumer(ConsumerManifest manifest)
      throws IOException, JetStreamApiException {
    try {
      return Optional.of(server.getConsumerInfo(manifest.streamName(), manifest.durableName()));
    } catch (JetStreamApiException e) {
      return absent(e);
    }
  }

  private static <T> Optional<T> absent(JetStreamApiException e) throws JetStreamApiException {
    if (e.getErrorCode() == NOT_FOUND) {
      return Optional.empty();
    }
    throw e;
  }
}
