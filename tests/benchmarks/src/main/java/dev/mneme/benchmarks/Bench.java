// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks;

import dev.mneme.benchmarks.coldstart.ColdStartCommand;
import dev.mneme.benchmarks.dispatch.DispatchCommand;
import dev.mneme.benchmarks.persist.PersistCommand;
import dev.mneme.benchmarks.recall.RecallBenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./mneme bench}. */
@Command(
    name = "mneme bench",
    description = "Measures Mneme on this machine, each figure beside its floor.",
    mixinStandardHelpOptions = true,
    version = "0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DispatchCommand.class,
      PersistCommand.class,
      RecallBenchCommand.class,
      ColdStartCommand.class
    })
public final class Bench {
  private Bench() {}

  /** Exits 0, 1 where something failed, 2 where the command line is wrong. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench()).setUsageHelpAutoWidth(true);
  }
}
