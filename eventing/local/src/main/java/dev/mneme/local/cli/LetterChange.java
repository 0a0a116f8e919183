// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.stack.StackException;
import dev.mneme.source.deadletter.DeadLetterException;
import dev.mneme.source.deadletter.DeadLetters;
import dev.mneme.source.deadletter.Letter;
import io.nats.client.JetStreamApiException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What redrive and drop have in common: count, say, ask, and only then change. */
final class LetterChange {
  @Mixin private final DeadLetterOptions where = new DeadLetterOptions();
  @Mixin private final LetterOptions which = new LetterOptions();

  @Option(names = "--all", description = "All there are; needed where no filter is given.")
  private boolean all;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  /** Changes one letter. */
  interface Each {
    /**
     * @return whether that was possible
     */
    boolean change(Letter letter) throws IOException, JetStreamApiException;
  }

  int call(CommandSpec spec, String verb, Function<DeadLetters, Each> work)
      throws InterruptedException {
    if (which.any() == all) {
      throw new ParameterException(
          spec.commandLine(),
          all
              ? "--all: expected no filter beside it, found one"
              : "expected a filter such as --route, --reason or --sequence, or --all; found none");
    }
    PrintWriter out = spec.commandLine().getOut();
    where.with(letters -> change(letters, verb, work.apply(letters), out));
    return ExitCode.OK;
  }

  private void change(DeadLetters letters, String verb, Each each, PrintWriter out)
      throws IOException, JetStreamApiException, InterruptedException {
    // What comes in from here on was not counted, so it is not touched either.
    long newest = letters.newest();
    Map<String, Long> counts = new TreeMap<>();
    AtomicLong total = new AtomicLong();
    letters.each(
        which.filter(),
        newest,
        letter -> {
          counts.merge(letter.record().route() + ", " + letter.record().reason(), 1L, Long::sum);
          return total.incrementAndGet() < which.limit();
        });
    if (total.get() == 0) {
      out.println("nothing to " + verb + ": no dead letter matches");
      out.flush();
      return;
    }
    counts.forEach((what, count) -> out.printf(Locale.ROOT, "%8d  %s%n", count, what));
    if (!yes && !agreed(verb + " " + of(total.get()) + "?", out)) {
      throw new StackException("nothing was changed");
    }
    AtomicLong seen = new AtomicLong();
    AtomicLong done = new AtomicLong();
    try {
      letters.each(
          which.filter(),
          newest,
          letter -> {
            done.addAndGet(each.change(letter) ? 1 : 0);
            return seen.incrementAndGet() < total.get();
          });
    } catch (DeadLetterException | IOException | JetStreamApiException e) {
      throw new StackException(
          "stopped after " + of(done.get()) + " of " + total.get() + ": " + e.getMessage(), e);
    }
    out.println(verb + ": " + of(done.get()));
    if (done.get() < total.get()) {
      out.println(
          of(total.get() - done.get()) + " left: what came as headers cannot be published again");
    }
    out.flush();
  }

  private static String of(long count) {
    return count + (count == 1 ? " dead letter" : " dead letters");
  }

  /** Where there is nobody to ask, nothing is agreed. */
  private static boolean agreed(String question, PrintWriter out) throws IOException {
    out.print(question + " [y/N] ");
    out.flush();
    String answer =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
