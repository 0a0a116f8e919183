// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.stack.StackException;
import dev.mneme.source.deadletter.Letter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows dead letters in full. */
@Command(
    name = "show",
    description = "Show dead letters in full: record, attributes and data. Exits 1 for none.",
    mixinStandardHelpOptions = true)
final class DlqShowCommand implements Callable<Integer> {
  @Mixin private final DeadLetterOptions where = new DeadLetterOptions();
  @Mixin private final LetterOptions which = new LetterOptions();

  @Option(
      names = "--raw",
      paramLabel = "FILE",
      description = "Also write the original payload as it is, of the first that matches.")
  private @Nullable Path raw;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    long limit = raw == null ? which.limit() : 1;
    AtomicLong count = new AtomicLong();
    where.with(
        letters ->
            letters.each(
                which.filter(),
                letters.newest(),
                letter -> {
                  out.println(LetterText.full(letter));
                  out.flush();
                  write(letter);
                  return count.incrementAndGet() < limit;
                }));
    if (count.get() == 0) {
      throw new StackException("no dead letter matches");
    }
    return ExitCode.OK;
  }

  private void write(Letter letter) {
    if (raw == null) {
      return;
    }
    try {
      Files.write(raw, letter.data());
    } catch (IOException e) {
      throw new StackException(
          "--raw: expected a file that can be written, found "
              + raw
              + " ("
              + e.getClass().getSimpleName()
              + ")",
          e);
    }
  }
}
