// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import dev.mneme.runtime.FunctionApplication;

/** The function as a process. */
public final class AuditApplication {
  private AuditApplication() {}

  /** Serves until it is told to stop. */
  public static void main(String[] args) {
    FunctionApplication.run(AuditConfiguration::new, args);
  }
}
