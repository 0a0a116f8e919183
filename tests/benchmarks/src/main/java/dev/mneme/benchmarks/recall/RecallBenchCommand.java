// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.recall;

import dev.mneme.benchmarks.numbers.Numbers;
import dev.mneme.contract.UserKey;
import dev.mneme.embedding.MiniLm;
import dev.mneme.recall.ranking.ContentWords;
import dev.mneme.servers.Home;
import dev.mneme.servers.Trees;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mneme bench recall}. */
@Command(
    name = "recall",
    description = {
      "Measures a search over one's own memories, from the question to the ten best, for users with"
          + " 1,000, 10,000 and 100,000 memories among a thousand users; beside the engine's own"
          + " bare query.",
      "Takes some minutes, most of them to fill the stores."
    },
    mixinStandardHelpOptions = true)
public final class RecallBenchCommand implements Callable<Integer> {
  private static final String TENANT = "bench";
  private static final int MOST = 10;
  private static final int WARM = 100;
  private static final String HEAD =
      "| memories | users | search p50 | search p95 | bare p50 | bare p95 | target p95 | met |%n"
          + "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |%n";
  private static final String ROW = "| %,d | %,d | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %s |%n";
  private static final double TARGET_MILLIS = 50;

  @Option(names = "--quick", description = "At most 10,000 memories a user, and 100 users.")
  private boolean quick;

  @Option(
      names = "--questions",
      paramLabel = "NUMBER",
      defaultValue = "300",
      description = "Questions measured for each user: ${DEFAULT-VALUE}.")
  private int questions;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    List<Integer> sizes = quick ? List.of(1_000, 10_000) : List.of(1_000, 10_000, 100_000);
    int users = quick ? 100 : 1_000;
    Path directory = Files.createTempDirectory("mneme-bench");
    try (MiniLm embedder = MiniLm.load(1);
        Rig rig = new Rig(new Home(directory), embedder)) {
      MadeMemories made = new MadeMemories(embedder);
      say("filling %d users", users);
      fill(rig, made, sizes, users);
      PrintWriter out = spec.commandLine().getOut();
      out.printf(HEAD);
      for (int size : sizes) {
        out.print(measure(rig, made, embedder, size, users));
        out.flush();
      }
    } finally {
      Trees.delete(directory);
    }
    return ExitCode.OK;
  }

  private static void fill(Rig rig, MadeMemories made, List<Integer> sizes, int users) {
    for (int size : sizes) {
      rig.fill(made, user(size), size);
    }
    for (int other = sizes.size(); other < users; other++) {
      rig.fill(made, new UserKey(TENANT, "other-" + other), 50);
    }
    rig.settle();
  }

  private String measure(Rig rig, MadeMemories made, MiniLm embedder, int size, int users)
      throws Exception {
    UserKey user = user(size);
    BareEngine bare = rig.bare();
    long[] ours = new long[questions];
    long[] floor = new long[questions];
    for (int i = 0; i < WARM + questions; i++) {
      String question = made.question();
      long begin = System.nanoTime();
      int found = rig.search().best(user, question, MOST).hits().size();
      long between = System.nanoTime();
      if (found != MOST) {
        throw new IllegalStateException("expected " + MOST + " memories, found " + found);
      }
      float[] vector = embedder.embed(question);
      long bareBegin = System.nanoTime();
      bare.search(user, ContentWords.of(question), vector);
      long end = System.nanoTime();
      if (i >= WARM) {
        ours[i - WARM] = between - begin;
        floor[i - WARM] = end - bareBegin;
      }
    }
    double p95 = Numbers.percentileMillis(ours, 0.95);
    boolean bound = size == 100_000;
    return String.format(
        Locale.ROOT,
        ROW,
        size,
        users,
        Numbers.percentileMillis(ours, 0.5),
        p95,
        Numbers.percentileMillis(floor, 0.5),
        Numbers.percentileMillis(floor, 0.95),
        bound ? "≤ 50 ms | " + (p95 <= TARGET_MILLIS ? "yes" : "**no**") : "|");
  }

  private static UserKey user(int memories) {
    return new UserKey(TENANT, "user-" + memories);
  }

  private void say(String format, Object... arguments) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(format + "%n", arguments);
    err.flush();
  }
}
