// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import java.nio.file.Path;

/** A program that takes a lock and keeps it until it is killed. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (HomeLock lock = HomeLock.acquire(Path.of(arguments[0]))) {
      System.out.println("holds " + lock);
      Thread.currentThread().join();
    }
  }
}
