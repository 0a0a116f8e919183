// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Deletes dead letters for good. */
@Command(
    name = "drop",
    description =
        "Delete dead letters for good. Says what it would do and asks, unless --yes is given.",
    mixinStandardHelpOptions = true)
final class DlqDropCommand implements Callable<Integer> {
  @Mixin private final LetterChange change = new LetterChange();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    return change.call(
        spec,
        "drop",
        letters ->
            letter -> {
              letters.drop(letter);
              return true;
            });
  }
}
