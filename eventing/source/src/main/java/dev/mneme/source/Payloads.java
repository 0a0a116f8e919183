// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads messages again that were set aside, by their place in the stream. */
final class Payloads {
  private static final Logger LOG = LoggerFactory.getLogger(Payloads.class);

  /** JetStream's error code of a message that is not there. */
  private static final int NO_MESSAGE = 10037;

  private final JetStreamManagement server;
  private final String stream;

  Payloads(JetStreamManagement server, String stream) {
    this.server = server;
    this.stream = stream;
  }

  /** What became of the reading of one message. */
  private enum Outcome {
    READ,
    GONE,
    FAILED
  }

  /**
   * Reads all at once; what cannot be read now stays set aside.
   *
   * @return those that are no more in the stream
   */
  Set<Delivery> read(List<Delivery> places) throws InterruptedException {
    Set<Delivery> gone = new HashSet<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Outcome>> reads = new ArrayList<>(places.size());
      places.forEach(place -> reads.add(() -> read(place)));
      List<Future<Outcome>> outcomes = each.invokeAll(reads);
      for (int i = 0; i < places.size(); i++) {
        if (outcomes.get(i).get() == Outcome.GONE) {
          gone.add(places.get(i));
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("not read again", e.getCause());
    }
    return gone;
  }

  private Outcome read(Delivery place) {
    try {
      MessageInfo stored = server.getMessage(stream, place.sequence());
      place.restore(
          NatsMessage.builder()
              .subject(String.valueOf(stored.getSubject()))
              .headers(stored.getHeaders())
              .data(stored.getData())
              .build());
      return Outcome.READ;
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == NO_MESSAGE) {
        LOG.warn("stream={} sequence={} is gone, and forgotten", stream, place.sequence());
        return Outcome.GONE;
      }
      return failed(place, e);
    } catch (IOException | IllegalStateException e) {
      return failed(place, e);
    }
  }

  private Outcome failed(Delivery place, Exception e) {
    LOG.warn("stream={} sequence={} not read again: {}", stream, place.sequence(), e.toString());
    return Outcome.FAILED;
  }
}
