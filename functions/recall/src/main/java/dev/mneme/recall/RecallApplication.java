// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.runtime.FunctionApplication;

/** The process. */
public final class RecallApplication {
  private RecallApplication() {}

  public static void main(String[] args) {
    FunctionApplication.run(RecallConfiguration::new, args);
  }
}
