// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import dev.mneme.connection.wire.GuardedDataPort;
import dev.mneme.contract.EventIds;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nats.client.support.NatsJetStreamConstants;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A dead letter as the server takes it, whatever the message was that it came from. */
public final class DeadLetterMessage {
  /** Of a message in JetStream, by the type in which nats-server counts them. */
  private static final int LONGEST_HEADERS = 65_535;

  private static final int LONGEST_RECORD = 8_192;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");
  private static final String SUBJECT = "mneme.deadletter.";
  private static final String SERVER_HEADERS = "nats-";

  private DeadLetterMessage() {}

  /**
   * The message to store, with an id that follows from where the event was: storing it twice within
   * the duplicate window is storing it once.
   *
   * <p>The record's detail is shortened until the message fits; it can still be too large where the
   * event alone almost was.
   *
   * @param headers of the event
   * @param data of the event
   * @param maxPayload bytes of headers and data together that the server takes
   */
  public static Message of(
      DeadLetter record, @Nullable Headers headers, byte[] data, long maxPayload) {
    int unreadable = unreadable(headers, data);
    Headers kept = unreadable > 0 ? new Headers() : withoutServerHeaders(headers);
    String detail = UNPRINTABLE.matcher(record.detail()).replaceAll("\uFFFD");
    while (true) {
      DeadLetter shorter = record.withDetail(detail).withHeaderBytes(unreadable);
      Message message = message(shorter, kept, data);
      if (detail.isEmpty()
          || (shorter.json().length() <= LONGEST_RECORD && size(message) <= maxPayload)) {
        return message;
      }
      detail = detail.substring(0, detail.length() / 2);
    }
  }

  /** Bytes of headers and data, as the server counts them. */
  public static long size(Message message) {
    int headers = message.hasHeaders() ? message.getHeaders().serializedLength() : 0;
    return (long) headers + message.getData().length;
  }

  private static Message message(DeadLetter record, Headers kept, byte[] data) {
    Headers beside = new Headers(kept);
    describe(beside, record);
    if (beside.serializedLength() <= LONGEST_HEADERS) {
      return message(record, data, beside);
    }
    byte[] inside = kept.getSerialized();
    byte[] both = new byte[inside.length + data.length];
    System.arraycopy(inside, 0, both, 0, inside.length);
    System.arraycopy(data, 0, both, inside.length, data.length);
    Headers alone = new Headers();
    describe(alone, record.withHeaderBytes(inside.length));
    return message(record, both, alone);
  }

  private static Message message(DeadLetter record, byte[] data, Headers headers) {
    return NatsMessage.builder()
        .subject(SUBJECT + record.route() + "." + lane(record.subject()))
        .headers(headers)
        .data(data)
        .build();
  }

  private static void describe(Headers headers, DeadLetter record) {
    headers.put(DeadLetter.HEADER, record.json());
    headers.put(
        NatsJetStreamConstants.MSG_ID_HDR,
        EventIds.of("deadletter", record.stream(), "" + record.sequence(), "" + record.first()));
  }

  /** Tenant and user: the last two tokens; a stream that is not ours may have fewer. */
  private static String lane(String subject) {
    int user = subject.lastIndexOf('.');
    int tenant = user < 0 ? -1 : subject.lastIndexOf('.', user - 1);
    return user < 0 ? "_." + subject : subject.substring(tenant + 1);
  }

  /** Bytes of headers that lie in the data already, since the client could not read them. */
  private static int unreadable(@Nullable Headers headers, byte[] data) {
    String bytes =
        headers == null || headers.size() > 1 ? null : headers.getFirst(GuardedDataPort.HEADER);
    return bytes != null && bytes.matches("[0-9]{1,9}") && Integer.parseInt(bytes) <= data.length
        ? Integer.parseInt(bytes)
        : 0;
  }

  private static Headers withoutServerHeaders(@Nullable Headers headers) {
    Headers kept = new Headers(headers);
    for (String name : List.copyOf(kept.keySet())) {
      if (name.toLowerCase(Locale.ROOT).startsWith(SERVER_HEADERS)
          || name.equalsIgnoreCase(DeadLetter.HEADER)) {
        kept.remove(name);
      }
    }
    return kept;
  }
}
