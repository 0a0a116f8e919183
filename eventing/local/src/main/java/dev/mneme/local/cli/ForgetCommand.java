// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.client.MnemeClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for something to be forgotten. */
@Command(
    name = "forget",
    description = "Erase one memory, or everything about a user, from every store.",
    mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final OwnerOptions owner = new OwnerOptions();

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  /** One of the two. */
  private static final class What {
    @Option(names = "--memory", paramLabel = "ID", description = "Only this memory.")
    private @Nullable String memory;

    @Option(names = "--everything", description = "All memories and models of the user.")
    private boolean everything;
  }

  @Override
  public Integer call() {
    try (MnemeClient client = new MnemeClient()) {
      client.forget(home.running().capture(), home.token(owner.key()), what.memory);
      System.out.println(
          (what.everything ? "everything about the user" : what.memory)
              + " will be forgotten; the audit log tells when it is done");
      return ExitCode.OK;
    }
  }
}
