// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.runtime.FunctionApplication;

/** The process. */
public final class TrainApplication {
  private TrainApplication() {}

  public static void main(String[] args) {
    FunctionApplication.run(new TrainConfiguration(), args);
  }
}
