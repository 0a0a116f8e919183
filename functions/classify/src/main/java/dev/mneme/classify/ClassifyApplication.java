// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.runtime.FunctionApplication;

/** The process. */
public final class ClassifyApplication {
  private ClassifyApplication() {}

  public static void main(String[] args) {
    FunctionApplication.run(new ClassifyConfiguration(), args);
  }
}
