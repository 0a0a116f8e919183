// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.Envelope;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a function may answer: only the types of its route, and only about the user it was asked
 * about.
 */
final class ReplyCheck {
  private final Set<String> types;
  private final Clock clock;

  ReplyCheck(Set<String> types, Clock clock) {
    this.types = types;
    this.clock = clock;
  }

  /** The first thing wrong with the replies to an event, if anything. */
  Optional<String> wrong(CloudEvent cause, List<CloudEvent> replies) {
    UserKey owner = UserKey.of(cause);
    for (CloudEvent reply : replies) {
      if (!types.contains(reply.getType())) {
        return Optional.of("reply type " + reply.getType() + ": expected one of " + types);
      }
      try {
        Envelope.checkCarried(reply, clock.instant());
        UserKey about = UserKey.of(reply);
        if (!about.equals(owner) && !about.equals(UserKey.SYSTEM)) {
          return Optional.of(
              "reply about " + about.partitionKey() + ": expected " + owner.partitionKey());
        }
      } catch (InvalidEventException e) {
        return Optional.of("reply " + reply.getId() + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }
}
