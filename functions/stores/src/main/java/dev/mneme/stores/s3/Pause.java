// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import java.io.InterruptedIOException;
import java.time.Duration;

/** How an attempt waits for the next. */
@FunctionalInterface
interface Pause {
  /** Of this thread. */
  Pause SLEEP =
      pause -> {
        try {
          Thread.sleep(pause);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted between two attempts");
        }
      };

  /** Waits. */
  void take(Duration pause) throws InterruptedIOException;
}
