// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.Extensions;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace an event belongs to (CloudEvents extension "Distributed Tracing"; W3C Trace Context,
 * sections 3.2 and 3.3): carried on, never begun. What breaks its grammar is dropped, as the
 * specification asks, and costs the event nothing else.
 */
final class TraceContext {
  private static final String PARENT = Extensions.TRACE_PARENT;
  private static final String STATE = "tracestate";
  private static final int LONGEST_STATE = 512;
  private static final int MOST_MEMBERS = 32;

  /** Of version 00, or of a later one, which may go on after a dash. */
  private static final Pattern PARENT_GRAMMAR =
      Pattern.compile(
          "(?:00|(?!00|ff)[0-9a-f]{2}(?=.{53}(?:-|$)))"
              + "-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
              + "(?:(?<!^00.{53})-[!-~]*)?");

  private static final Pattern MEMBER =
      Pattern.compile(
          "[a-z0-9][a-z0-9_*/-]{0,240}(?:@[a-z][a-z0-9_*/-]{0,13})?"
              + "=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

  private TraceContext() {}

  /** The event without a trace that is malformed; the same event where there is nothing to drop. */
  static CloudEvent checked(CloudEvent event) {
    if (event.getExtension(PARENT) == null && event.getExtension(STATE) == null) {
      return event;
    }
    @Nullable String parent = parent(event);
    @Nullable String state = state(event);
    boolean good = parent != null && (state != null || event.getExtension(STATE) == null);
    return good ? event : with(event, parent, state);
  }

  /** The reply within its cause's trace, unless it has a good one of its own. */
  static CloudEvent inherited(CloudEvent reply, CloudEvent cause) {
    CloudEvent own = checked(reply);
    @Nullable String parent = parent(cause);
    return parent == null || parent(own) != null ? own : with(own, parent, state(cause));
  }

  /** Tells the headers of a request about the event; none if it has no trace. */
  static void headers(CloudEvent event, BiConsumer<String, String> headers) {
    @Nullable String parent = parent(event);
    if (parent != null) {
      headers.accept(PARENT, parent);
      @Nullable String state = state(event);
      if (state != null) {
        headers.accept(STATE, state);
      }
    }
  }

  /** The event's {@code traceparent}, or {@code null} if it has none that is good. */
  static @Nullable String parent(CloudEvent event) {
    Object value = event.getExtension(PARENT);
    return value != null && PARENT_GRAMMAR.matcher(value.toString()).matches()
        ? value.toString()
        : null;
  }

  /** A state says nothing without its parent. */
  private static @Nullable String state(CloudEvent event) {
    Object value = event.getExtension(STATE);
    return value != null && parent(event) != null && goodState(value.toString())
        ? value.toString()
        : null;
  }

  private static boolean goodState(String state) {
    if (state.length() > LONGEST_STATE) {
      return false;
    }
    String[] members = state.split(",", -1);
    if (members.length > MOST_MEMBERS) {
      return false;
    }
    for (String member : members) {
      if (!member.isBlank() && !MEMBER.matcher(member.strip()).matches()) {
        return false;
      }
    }
    return !state.isBlank();
  }

  private static CloudEvent with(
      CloudEvent event, @Nullable String parent, @Nullable String state) {
    CloudEventBuilder builder = CloudEventBuilder.from(event);
    set(builder, PARENT, parent);
    set(builder, STATE, state);
    return builder.build();
  }

  private static void set(CloudEventBuilder builder, String name, @Nullable String value) {
    if (value == null) {
      builder.withoutExtension(name);
    } else {
      builder.withExtension(name, value);
    }
  }
}
