// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.OrderedConsumerContext;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.OrderedConsumerConfiguration;
import java.io.IOException;
import java.util.Collections;

/**
 * What lies in the dead-letter stream. Letters are read as they are needed, some hundred at a time,
 * so that it does not matter how many there are.
 */
public final class DeadLetters {
  /** The stream. */
  public static final String STREAM = "mneme-deadletter";

  private static final int PAGE = 1_000;

  /** Of a page; more than the largest letter, less than what a small heap can hold. */
  private static final int PAGE_BYTES = 8 << 20;

  private static final int NOT_FOUND = 404;

  private final JetStreamManagement management;
  private final Redrive redrive;

  public DeadLetters(JetStreamManagement management) {
    this.management = management;
    this.redrive = new Redrive(management);
  }

  /** Takes one letter after another. */
  public interface Visitor {
    /**
     * @return whether to go on
     */
    boolean visit(Letter letter) throws IOException, JetStreamApiException;
  }

  /** Sequence of the newest letter; 0 where there never was one. */
  public long newest() throws IOException, JetStreamApiException {
    return management.getStreamInfo(STREAM).getStreamState().getLastSequence();
  }

  /**
   * Shows the letters that match, oldest first.
   *
   * @param newest last sequence that is looked at, so that the looking ends while letters come in
   * @throws DeadLetterException if something in the stream is not a dead letter
   */
  public void each(LetterFilter filter, long newest, Visitor visitor)
      throws IOException, JetStreamApiException, InterruptedException {
    OrderedConsumerConfiguration from =
        new OrderedConsumerConfiguration()
            .filterSubject(filter.subject())
            .deliverPolicy(DeliverPolicy.All);
    if (!filter.sequences().isEmpty()) {
      from.deliverPolicy(DeliverPolicy.ByStartSequence)
          .startSequence(Math.max(1, Collections.min(filter.sequences())));
    }
    OrderedConsumerContext consumer =
        management.jetStream().getStreamContext(STREAM).createOrderedConsumer(from);
    while (page(consumer, filter, last(filter, newest), visitor)) {}
  }

  private static long last(LetterFilter filter, long newest) {
    return filter.sequences().isEmpty()
        ? newest
        : Math.min(newest, Collections.max(filter.sequences()));
  }

  private static boolean page(
      OrderedConsumerContext consumer, LetterFilter filter, long last, Visitor visitor)
      throws IOException, JetStreamApiException, InterruptedException {
    FetchConsumeOptions options =
        FetchConsumeOptions.builder().max(PAGE_BYTES, PAGE).noWait().build();
    boolean more = false;
    try (FetchConsumer page = consumer.fetch(options)) {
      Message message = page.nextMessage();
      while (message != null) {
        if (message.metaData().streamSequence() > last || !visit(message, filter, visitor)) {
          return false;
        }
        more = message.metaData().pendingCount() > 0;
        message = page.nextMessage();
      }
    } catch (JetStreamStatusCheckedException e) {
      throw new IOException("reading " + STREAM + ": " + e.getMessage(), e);
    } catch (IOException | JetStreamApiException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the page of a consumer can always be closed", e);
    }
    return more;
  }

  private static boolean visit(Message message, LetterFilter filter, Visitor visitor)
      throws IOException, JetStreamApiException {
    Letter letter;
    try {
      letter = Letter.of(message);
    } catch (IllegalArgumentException e) {
      throw new DeadLetterException(
          STREAM + ", sequence " + message.metaData().streamSequence() + ": " + e.getMessage(), e);
    }
    return !filter.matches(letter) || visitor.visit(letter);
  }

  /**
   * Publishes the original message again, waits until its stream has it, and deletes the letter.
   * Doing it twice, because of a crash between the steps, publishes it once within the duplicate
   * window of that stream.
   *
   * @throws DeadLetterException if its stream would not take it, as one that is full; the letter
   *     stays then
   */
  public void redrive(Letter letter) throws IOException, JetStreamApiException {
    redrive.publish(letter);
    drop(letter);
  }

  /** Deletes a letter; one that is gone already is no error. */
  public void drop(Letter letter) throws IOException, JetStreamApiException {
    try {
      management.deleteMessage(STREAM, letter.sequence());
    } catch (JetStreamApiException e) {
      if (present(letter)) {
        throw e;
      }
    }
  }

  private boolean present(Letter letter) throws IOException, JetStreamApiException {
    try {
      management.getMessage(STREAM, letter.sequence());
      return true;
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
