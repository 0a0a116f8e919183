// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import dev.mneme.servers.ChildProcess.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that starts a child, waits for ever and has no shutdown hook. */
final class CarelessParent {
  private CarelessParent() {}

  public static void main(String[] arguments) throws InterruptedException {
    ChildProcess.start(
        new Home(Path.of(arguments[0])),
        Command.of("orphan", List.of("sleep", "600"), Map.of("MNEME_X", "1")));
    Thread.currentThread().join();
  }
}
