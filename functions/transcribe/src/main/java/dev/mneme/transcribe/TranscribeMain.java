// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe;

import dev.mneme.runtime.FunctionApplication;

/** Runs the function as a process of its own. */
public final class TranscribeMain {
  private TranscribeMain() {}

  /** Starts it; all settings come from the environment. */
  public static void main(String[] args) {
    FunctionApplication.run(new TranscribeConfiguration(), args);
  }
}
