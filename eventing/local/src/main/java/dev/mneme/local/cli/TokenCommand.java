// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.stack.RunningSystem;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a token, for curl and for pages under development. */
@Command(
    name = "token",
    description = "Print a token that makes its bearer one user, for Authorization: Bearer.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final OwnerOptions owner = new OwnerOptions();

  @Option(
      names = "--valid",
      paramLabel = "DURATION",
      description = "How long, ISO 8601 (default: PT1H).")
  private Duration valid = Duration.ofHours(1);

  @Override
  public Integer call() {
    System.out.println(RunningSystem.issuerOf(home.directory()).token(owner.key(), valid));
    return ExitCode.OK;
  }
}
