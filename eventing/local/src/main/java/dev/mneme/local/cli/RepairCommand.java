// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.stack.Installation;
import dev.mneme.local.stack.RepairProgram;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the stores, and mends what differs. */
@Command(
    name = "repair",
    description = {
      "Compare S3, MongoDB and the search engine with what Postgres says there is, and mend what"
          + " differs. The system has to run, and goes on meanwhile.",
      "Exits 0 where nothing differs any more, 1 where something does, 75 where a store is away."
    },
    mixinStandardHelpOptions = true)
final class RepairCommand implements Callable<Integer> {
  @Mixin private final HomeOption home = new HomeOption();

  @Option(names = "--dry-run", description = "Tell what differs, and change nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    home.running();
    return new RepairProgram(home.directory(), Installation.standard()).run(!dryRun);
  }
}
