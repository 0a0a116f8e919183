// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import picocli.CommandLine.Command;

/** What no function accepted. */
@Command(
    name = "dlq",
    description =
        "Dead letters: events that no function accepted, each with the record of its end. List"
            + " them, look at them, send them on their way again, or drop them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DlqListCommand.class,
      DlqShowCommand.class,
      DlqRedriveCommand.class,
      DlqDropCommand.class
    })
final class DlqCommand {}
