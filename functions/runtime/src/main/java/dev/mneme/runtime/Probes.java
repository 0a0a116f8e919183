// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.Problem;

/** Answers the probes out of this process alone: a probe is never work, and wakes nobody. */
final class Probes {
  private final Admission admission;

  Probes(Admission admission) {
    this.admission = admission;
  }

  /** Alive as long as it can answer at all. */
  Response live(Request request) {
    return Response.none();
  }

  /** Ready until told to stop. */
  Response ready(Request request) {
    return admission.closed()
        ? Response.problem(Problem.of(503, "Draining", "this process is about to end"))
        : Response.none();
  }
}
