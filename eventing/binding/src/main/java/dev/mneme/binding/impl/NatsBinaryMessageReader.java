// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.binding.impl;

import dev.mneme.contract.HeaderValues;
import dev.mneme.contract.InvalidEventException;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.message.impl.BaseGenericBinaryMessageReaderImpl;
import io.cloudevents.rw.CloudEventRWException;
import io.nats.client.impl.Headers;
import java.util.Locale;
import java.util.function.BiConsumer;

/** One message in binary mode. */
public final class NatsBinaryMessageReader
    extends BaseGenericBinaryMessageReaderImpl<String, String> {
  private final Headers headers;

  public NatsBinaryMessageReader(SpecVersion version, Headers headers, byte[] payload) {
    super(version, payload.length > 0 ? BytesCloudEventData.wrap(payload) : null);
    this.headers = headers;
  }

  @Override
  protected boolean isContentTypeHeader(String key) {
    // Unlike HTTP, NATS has no header of its own for the data's type: it is ce-datacontenttype.
    return false;
  }

  @Override
  protected boolean isCloudEventsHeader(String key) {
    return key.length() > NatsHeaders.PREFIX.length()
        && key.regionMatches(true, 0, NatsHeaders.PREFIX, 0, NatsHeaders.PREFIX.length());
  }

  @Override
  protected String toCloudEventsKey(String key) {
    return key.substring(NatsHeaders.PREFIX.length()).toLowerCase(Locale.ROOT);
  }

  @Override
  protected void forEachHeader(BiConsumer<String, String> consumer) {
    headers.forEach((key, values) -> consumer.accept(key, values.getFirst()));
  }

  @Override
  protected String toCloudEventsValue(String value) {
    try {
      return HeaderValues.decode("ce- header", value);
    } catch (InvalidEventException e) {
      throw CloudEventRWException.newOther(e);
    }
  }
}
