// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.Envelope;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.batch.Outcome;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Refuses events with a bad envelope, alone, and lets the others through. */
final class EventCheck implements EventFunction {
  private final Clock clock;
  private final EventFunction next;

  EventCheck(Clock clock, EventFunction next) {
    this.clock = clock;
    this.next = next;
  }

  @Override
  public List<Outcome> apply(List<CloudEvent> events) {
    Outcome[] outcomes = new Outcome[events.size()];
    List<CloudEvent> good = new ArrayList<>(events.size());
    List<Integer> places = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      try {
        check(events.get(i));
        good.add(events.get(i));
        places.add(i);
      } catch (InvalidEventException e) {
        outcomes[i] = new Outcome.Refused(Problem.of(e));
      }
    }
    if (!good.isEmpty()) {
      List<Outcome> passed = next.apply(good);
      for (int i = 0; i < passed.size(); i++) {
        outcomes[places.get(i)] = passed.get(i);
      }
    }
    return Arrays.asList(outcomes);
  }

  private void check(CloudEvent event) {
    if (event.getSpecVersion() != SpecVersion.V1) {
      throw InvalidEventException.of("specversion", event.getSpecVersion(), "1.0");
    }
    Envelope.check(event, clock.instant());
  }
}
