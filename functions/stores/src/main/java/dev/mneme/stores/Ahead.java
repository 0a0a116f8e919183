// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the first call of a store would wait for, done while a process still starts. */
public final class Ahead {
  private static final Logger LOG = LoggerFactory.getLogger(Ahead.class);

  private Ahead() {}

  /** Starts it in a thread of its own. What fails is told, and left to the first call. */
  public static void start(String store, Runnable work) {
    Thread.startVirtualThread(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.warn("{} is not ready ahead of the first call: {}", store, e.getMessage());
          }
        });
  }
}
