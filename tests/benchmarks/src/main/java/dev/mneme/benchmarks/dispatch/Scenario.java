// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import java.util.List;

/** One thing that is measured, floor and all. */
interface Scenario {
  /** The word that {@code --only} takes. */
  String name();

  /** Measures; leaves the streams empty behind it. */
  List<Result> run(Rig rig, Effort effort) throws Exception;
}
