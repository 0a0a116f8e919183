// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sends dead letters on their way again. */
@Command(
    name = "redrive",
    description =
        "Publish the original events again, the oldest first, and delete their dead letters. Says"
            + " what it would do and asks, unless --yes is given.",
    mixinStandardHelpOptions = true)
final class DlqRedriveCommand implements Callable<Integer> {
  @Mixin private final LetterChange change = new LetterChange();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    return change.call(
        spec,
        "redrive",
        letters ->
            letter -> {
              if (letter.readable()) {
                letters.redrive(letter);
              }
              return letter.readable();
            });
  }
}
