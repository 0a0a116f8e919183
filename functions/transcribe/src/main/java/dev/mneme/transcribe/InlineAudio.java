// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe;

import dev.mneme.contract.InvalidEventException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;

/** Audio inside the event. */
final class InlineAudio implements AudioSource {
  @Override
  public byte[] audioOf(CloudEvent event) {
    CloudEventData data = event.getData();
    if (data == null) {
      throw InvalidEventException.of("data", null, "audio inside the event");
    }
    return data.toBytes();
  }
}
