// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.console.Console;
import dev.mneme.local.console.StartLine;
import dev.mneme.local.stack.Endpoints;
import dev.mneme.local.stack.Installation;
import dev.mneme.local.stack.RunningSystem;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Starts the system and keeps it running. */
@Command(
    name = "up",
    description = "Start everything, print the endpoints and keep running until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private final HomeOption home = new HomeOption();

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.system();
    RunningSystem system =
        RunningSystem.in(
            home.directory(), Installation.standard(), RunningSystem.TRAINING_THRESHOLD);
    new StartLine(console).show(system::start);
    print(console, system.endpoints());
    // The shutdown hook of the system ends it, be it for Ctrl-C or for ./mneme stop.
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private void print(Console console, Endpoints at) {
    console.line("");
    console.line("capture   " + at.capture() + "/v1/memories");
    console.line(
        "recall    "
            + at.recall()
            + "/v1/recall, /v1/search, /v1/ask, /v1/life, /v1/timeline, /v1/capsules");
    console.line("proofs    " + at.audit() + "/v1/proofs/{memory}");
    console.line("tokens    ./mneme token --tenant TENANT --user USER");
    console.line("nats      " + at.nats());
    console.line("postgres  " + at.postgres());
    console.line("s3        " + at.s3());
    console.line("chain     " + at.chain() + "  contract " + at.contract());
    console.line("data      " + home.directory());
    console.line("");
    console.line("Ctrl-C or ./mneme stop ends it; the data stays.");
  }
}
