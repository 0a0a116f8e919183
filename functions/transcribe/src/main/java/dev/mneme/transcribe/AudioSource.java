// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe;

import dev.mneme.contract.InvalidEventException;
import io.cloudevents.CloudEvent;

/** Where the audio of an event is. */
@FunctionalInterface
interface AudioSource {
  /**
   * The audio, from inside the event or from where its claim check points.
   *
   * @throws InvalidEventException if there is none, or the claim is not the owner's
   */
  byte[] audioOf(CloudEvent event);
}
