// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.binding;

import dev.mneme.binding.impl.NatsBinaryMessageReader;
import dev.mneme.binding.impl.NatsHeaders;
import dev.mneme.binding.impl.NatsMessageWriter;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.core.message.impl.GenericStructuredMessageReader;
import io.cloudevents.core.message.impl.MessageUtils;
import io.cloudevents.rw.CloudEventRWException;
import io.cloudevents.rw.CloudEventWriter;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes CloudEvents as NATS messages (CloudEvents NATS protocol binding 1.0.2).
 *
 * <p>In binary mode attributes are headers with the prefix {@code ce-} and the payload is the data;
 * in structured mode the {@code Content-Type} header begins with {@code application/cloudevents}
 * and the payload is the whole event.
 */
public final class NatsMessageFactory {
  private NatsMessageFactory() {}

  /**
   * Creates a reader for a message in either mode.
   *
   * @throws CloudEventRWException if the message is not a CloudEvent
   */
  public static MessageReader createReader(Message message) throws CloudEventRWException {
    return createReader(message.getHeaders(), message.getData());
  }

  /**
   * Creates a reader for the parts of a message.
   *
   * @param headers {@code null} where the message has none
   * @param payload {@code null} or empty where the message has none
   * @throws CloudEventRWException if the parts are not a CloudEvent
   */
  public static MessageReader createReader(@Nullable Headers headers, byte @Nullable [] payload)
      throws CloudEventRWException {
    Headers present = headers == null ? new Headers() : headers;
    byte[] body = payload == null ? new byte[0] : payload;
    String contentType = NatsHeaders.value(present, NatsHeaders.CONTENT_TYPE);
    String structured = NatsHeaders.isCloudEvents(contentType) ? contentType : null;
    return MessageUtils.parseStructuredOrBinaryMessage(
        () -> structured,
        format -> new GenericStructuredMessageReader(format, body),
        () -> NatsHeaders.value(present, NatsHeaders.SPEC_VERSION),
        (SpecVersion version) -> new NatsBinaryMessageReader(version, present, body));
  }

  /**
   * Creates a writer of messages to one subject; {@code writeBinary} and {@code writeStructured}
   * choose the mode.
   */
  public static MessageWriter<CloudEventWriter<Message>, Message> createWriter(String subject) {
    return createWriter(subject, new Headers());
  }

  /**
   * Creates a writer that starts from given headers, such as {@code Nats-Msg-Id}.
   *
   * @param headers copied, not kept
   */
  public static MessageWriter<CloudEventWriter<Message>, Message> createWriter(
      String subject, Headers headers) {
    return new NatsMessageWriter(subject, new Headers(headers));
  }
}
