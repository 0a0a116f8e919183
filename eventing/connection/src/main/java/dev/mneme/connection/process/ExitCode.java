// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection.process;

/** Exit codes of sysexits.h. */
final class ExitCode {
  static final int UNAVAILABLE = 69;
  static final int CONFIG = 78;

  private ExitCode() {}
}
