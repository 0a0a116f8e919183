// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks;

import dev.mneme.benchmarks.quality.RecallCommand;
import dev.mneme.benchmarks.quality.TrainCommand;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./mneme evaluate}. */
@Command(
    name = "mneme evaluate",
    description = "Measures how good Mneme's answers are, on questions whose evidence is known.",
    mixinStandardHelpOptions = true,
    version = "0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RecallCommand.class, TrainCommand.class})
public final class Evaluate {
  /** Held, for a logger that nobody holds forgets its level. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private Evaluate() {}

  /** Exits 0, 1 where something failed, 2 where the command line is wrong. */
  public static void main(String[] arguments) {
    // It says at each start that a module of the JDK would make it faster.
    LUCENE.setLevel(Level.SEVERE);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Evaluate()).setUsageHelpAutoWidth(true);
  }
}
