// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.stack.HomeLock;
import dev.mneme.local.stack.RunningSystem;
import dev.mneme.local.stack.StackException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Ends what {@code up} started. */
@Command(
    name = "stop",
    description = "End the system that runs in the home; its data stays.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  private static final long LIMIT_SECONDS = 90;

  @Mixin private final HomeOption home = new HomeOption();

  @Override
  public Integer call() throws Exception {
    Optional<ProcessHandle> holder =
        HomeLock.heldBy(RunningSystem.lockOf(home.directory())).flatMap(ProcessHandle::of);
    if (holder.isEmpty()) {
      System.out.println("nothing runs in " + home.directory());
      return ExitCode.OK;
    }
    ProcessHandle process = holder.get();
    process.destroy();
    try {
      process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new StackException(
          "process " + process.pid() + " does not end within " + LIMIT_SECONDS + " s", e);
    }
    System.out.println("stopped process " + process.pid());
    return ExitCode.OK;
  }
}
