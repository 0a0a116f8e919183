// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.source.deadletter.Letter;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists dead letters. */
@Command(
    name = "list",
    description = "List dead letters, the oldest first.",
    mixinStandardHelpOptions = true)
final class DlqListCommand implements Callable<Integer> {
  @Mixin private final DeadLetterOptions where = new DeadLetterOptions();
  @Mixin private final LetterOptions which = new LetterOptions();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    LetterTable table = new LetterTable(out);
    AtomicLong count = new AtomicLong();
    where.with(
        letters ->
            letters.each(
                which.filter(),
                letters.newest(),
                letter -> {
                  show(letter, table, out);
                  return count.incrementAndGet() < which.limit();
                }));
    table.flush();
    if (!json && count.get() == 0) {
      out.println("no dead letters" + (which.any() ? " that match" : ""));
    }
    out.flush();
    return ExitCode.OK;
  }

  private void show(Letter letter, LetterTable table, PrintWriter out) {
    if (json) {
      out.println(LetterText.json(letter));
    } else {
      table.add(letter);
    }
  }
}
