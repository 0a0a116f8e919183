// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.stores.ClaimCheck;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;

/** Where the audio of an event is. */
@FunctionalInterface
interface AudioSource {
  /**
   * The audio.
   *
   * @throws InvalidEventException if there is none, or it is not its owner's
   * @throws TryLaterException if it cannot be fetched now
   */
  byte[] audioOf(CloudEvent event);

  /** Audio from inside the event, or else from where its claim check points. */
  static AudioSource inlineOr(ClaimCheck claims) {
    return event -> {
      CloudEventData data = event.getData();
      return data == null ? claims.fetch(event) : data.toBytes();
    };
  }
}
