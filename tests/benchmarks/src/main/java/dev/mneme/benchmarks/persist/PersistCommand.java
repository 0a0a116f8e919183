// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.persist;

import dev.mneme.servers.Home;
import dev.mneme.servers.Trees;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mneme bench persist}. */
@Command(
    name = "persist",
    description = {
      "Measures how many memories a second persist keeps in Postgres, MongoDB, the search engine"
          + " and S3, beside each store's own bulk load in the same run.",
      "Takes about seven minutes, and both cores of a small machine: leave it alone meanwhile."
    },
    mixinStandardHelpOptions = true)
public final class PersistCommand implements Callable<Integer> {
  private static final List<Integer> OWNERS = List.of(1, 8, 64);
  private static final int ROUNDS = 3;

  /** Longer than a round, as the second compiler has persist's whole way to compile. */
  private static final int WARM_UP = 3;

  private static final Duration FULL = Duration.ofSeconds(12);
  private static final Duration QUICK = Duration.ofSeconds(3);

  @Option(names = "--quick", description = "Less of everything, in about two minutes.")
  private boolean quick;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = Files.createTempDirectory("mneme-bench");
    Home home = new Home(directory);
    try (Stores stores = new Stores(home);
        Persist persist = new Persist(home, stores);
        Floors floors = new Floors(stores)) {
      Figures figures = measure(persist::keep, floors.all(), out);
      out.printf("%n%s%n", figures.table());
      out.flush();
    } finally {
      Trees.delete(directory);
    }
    return ExitCode.OK;
  }

  /** In turn, so that what slows the machine for a while slows all of them; the first warms up. */
  private Figures measure(Load persist, Map<String, Load> floors, PrintWriter out)
      throws Exception {
    Duration time = quick ? QUICK : FULL;
    Map<Integer, List<Double>> kept = new LinkedHashMap<>();
    Map<String, List<Double>> loaded = new LinkedHashMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      out.println(round == 0 ? "warming up" : "measuring, round " + round + " of " + ROUNDS);
      out.flush();
      for (int owners : OWNERS) {
        Duration some = round == 0 ? time.multipliedBy(WARM_UP) : time;
        add(kept, owners, round, Rate.of(persist, owners, some));
      }
      for (Map.Entry<String, Load> floor : floors.entrySet()) {
        add(loaded, floor.getKey(), round, Rate.of(floor.getValue(), OWNERS.getLast(), time));
      }
    }
    return new Figures(kept, loaded);
  }

  private static <K> void add(Map<K, List<Double>> rates, K name, int round, double rate) {
    if (round > 0) {
      rates.computeIfAbsent(name, key -> new ArrayList<>()).add(rate);
    }
  }
}
