// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import java.util.List;

/** One part of the system, be it a server, a function or something done once at the start. */
interface LocalService {
  /** Name, as in the log's file name. */
  String name();

  /** What must serve before this can start. */
  List<LocalService> needs();

  /**
   * Starts it and returns once it serves.
   *
   * @throws RuntimeException whose message says why not
   */
  void start();

  /** Lets it end in its own way; does nothing if it does not run. */
  void stop();
}
