// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.binding.impl;

import dev.mneme.contract.HeaderValues;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.rw.CloudEventWriter;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;

/** Writes one event as one message; not for use by several threads or twice. */
public final class NatsMessageWriter
    implements MessageWriter<CloudEventWriter<Message>, Message>, CloudEventWriter<Message> {
  private final String subject;
  private final Headers headers;
  private byte[] payload = new byte[0];

  /** Takes ownership of {@code headers}. */
  public NatsMessageWriter(String subject, Headers headers) {
    this.subject = subject;
    this.headers = headers;
  }

  @Override
  public NatsMessageWriter create(SpecVersion version) {
    headers.put(NatsHeaders.SPEC_VERSION, version.toString());
    return this;
  }

  @Override
  public NatsMessageWriter withContextAttribute(String name, String value) {
    headers.put(NatsHeaders.PREFIX + name, HeaderValues.encode(value));
    return this;
  }

  @Override
  public Message setEvent(EventFormat format, byte[] event) {
    headers.put(NatsHeaders.CONTENT_TYPE, format.serializedContentType());
    payload = event;
    return end();
  }

  @Override
  public Message end(CloudEventData data) {
    payload = data.toBytes();
    return end();
  }

  @Override
  public Message end() {
    return NatsMessage.builder().subject(subject).headers(headers).data(payload).build();
  }
}
