// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.local.client.ClientException;
import dev.mneme.local.demo.DemoException;
import dev.mneme.local.stack.StackException;
import dev.mneme.servers.ServerException;
import dev.mneme.source.deadletter.DeadLetterException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The program behind {@code ./mneme}. */
@Command(
    name = "mneme",
    description =
        "Mneme on one machine: real servers, the real functions, your data in one folder.",
    mixinStandardHelpOptions = true,
    version = "0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    // The launcher starts them from modules that this one does not know.
    footer = {
      "  bench    Measure Mneme on this machine; see ./mneme bench --help.",
      "  images   Make an image of every program; see ./mneme images --help."
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      CaptureCommand.class,
      RecallCommand.class,
      AskCommand.class,
      LifeCommand.class,
      TokenCommand.class,
      ConsentCommand.class,
      ForgetCommand.class,
      DlqCommand.class,
      RepairCommand.class,
      StatusCommand.class,
      StopCommand.class
    })
public final class Mneme {
  private Mneme() {}

  /** Exits 0, 1 where something failed, 2 where the command line is wrong. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Mneme())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              if (foreseen(thrown)) {
                command.getErr().println("mneme: " + thrown.getMessage());
              } else {
                thrown.printStackTrace(command.getErr());
              }
              command.getErr().flush();
              return ExitCode.SOFTWARE;
            });
  }

  private static boolean foreseen(Exception thrown) {
    return thrown instanceof StackException
        || thrown instanceof ServerException
        || thrown instanceof ClientException
        || thrown instanceof InvalidEventException
        || thrown instanceof DeadLetterException
        || thrown instanceof DemoException;
  }
}
