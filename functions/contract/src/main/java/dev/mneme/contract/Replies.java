// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The replies a function gives to one event. Ids follow from function, cause and position; owner,
 * time and trace are the cause's, so the same cause always gives the same bytes.
 */
public final class Replies {
  private final String function;
  private final CloudEvent cause;
  private final List<CloudEvent> replies = new ArrayList<>();

  private Replies(String function, CloudEvent cause) {
    this.function = function;
    this.cause = cause;
  }

  /** Starts the replies of {@code function} to {@code cause}. */
  public static Replies of(String function, CloudEvent cause) {
    return new Replies(function, cause);
  }

  /** Adds a reply about the same owner. */
  public Replies add(EventType type, String subject, Payload data) {
    return add(type, UserKey.of(cause), subject, data);
  }

  /** Adds a reply about another owner; only the audit log has reason to. */
  public Replies add(EventType type, UserKey owner, String subject, Payload data) {
    CloudEventBuilder builder =
        CloudEventBuilder.v1()
            .withId(EventIds.reply(function, cause, replies.size()))
            .withSource(URI.create("/mneme/" + function))
            .withType(type.type())
            .withSubject(subject)
            .withTime(cause.getTime())
            .withExtension(Extensions.TENANT, owner.tenant())
            .withExtension(Extensions.USER_ID, owner.user())
            .withExtension(Extensions.PARTITION_KEY, owner.partitionKey())
            .withExtension(Extensions.CAUSATION_ID, cause.getId())
            .withData("application/json", EventData.write(data));
    Object trace = cause.getExtension(Extensions.TRACE_PARENT);
    if (trace != null) {
      builder.withExtension(Extensions.TRACE_PARENT, trace.toString());
    }
    replies.add(builder.build());
    return this;
  }

  /** The replies, in the order they were added. */
  public List<CloudEvent> list() {
    return List.copyOf(replies);
  }
}
