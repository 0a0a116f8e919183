// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.runtime.FunctionApplication;

/** The process. */
public final class PersistApplication {
  private PersistApplication() {}

  public static void main(String[] args) {
    FunctionApplication.run(PersistConfiguration::new, args);
  }
}
