// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.CloudEvent;

/** Where an event is published. */
public final class Subjects {
  private Subjects() {}

  /**
   * {@code mneme.in.<noun>.<verb>.<tenant>.<user>}; the stream's subject transform adds the shard.
   *
   * @throws InvalidEventException if the type or the owner is malformed
   */
  public static String publish(CloudEvent event) {
    TypeName type = TypeName.of(event.getType());
    UserKey owner = UserKey.of(event);
    return String.join(
        ".", "mneme.in", type.noun(), type.verb(), owner.tenantToken(), owner.userToken());
  }
}
