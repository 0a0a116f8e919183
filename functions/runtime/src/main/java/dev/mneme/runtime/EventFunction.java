// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.batch.Outcome;
import io.cloudevents.CloudEvent;
import java.util.List;

/** What a posted list of events is given to. */
@FunctionalInterface
interface EventFunction {
  /** One outcome for each event, in the same order; never throws for what a function did. */
  List<Outcome> apply(List<CloudEvent> events);
}
