// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.binding.impl;

import io.nats.client.impl.Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Header names of the binding; NATS header names are compared without regard to case. */
public final class NatsHeaders {
  /** Decides between the modes; the data's own type is {@code ce-datacontenttype}. */
  public static final String CONTENT_TYPE = "Content-Type";

  public static final String SPEC_VERSION = "ce-specversion";

  static final String PREFIX = "ce-";

  private static final String CLOUD_EVENTS = "application/cloudevents";

  private NatsHeaders() {}

  /** The first value of a header, or {@code null}. */
  public static @Nullable String value(Headers headers, String name) {
    List<String> exact = headers.get(name);
    List<String> values = exact == null ? headers.getIgnoreCase(name) : exact;
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  /** Whether a content type means structured mode. */
  public static boolean isCloudEvents(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(CLOUD_EVENTS);
  }
}
