// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.servers.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./mneme bench dispatch}. */
@Command(
    name = "dispatch",
    description = {
      "Measures the way of events from JetStream to a function: throughput, added latency, a"
          + " million users, a noisy user, a thousand open jobs.",
      "Takes about ten minutes, and both cores of a small machine: leave it alone meanwhile."
    },
    mixinStandardHelpOptions = true)
public final class DispatchCommand implements Callable<Integer> {
  private static final double MILLIS_PER_SECOND = 1_000;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures to this file, as JSON.")
  private @Nullable Path json;

  @Option(names = "--quick", description = "Less of everything, in about two minutes.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Only this, once or several times: throughput, latency, users, noisy or jobs.")
  private List<String> only = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    List<Scenario> scenarios = scenarios();
    Instant begin = Instant.now();
    PrintWriter out = spec.commandLine().getOut();
    List<Result> results = measure(scenarios, out);
    double seconds = Duration.between(begin, Instant.now()).toMillis() / MILLIS_PER_SECOND;
    out.printf("%n%s%n", Table.of(results));
    out.flush();
    if (json != null) {
      summary(begin, seconds, results).write(json);
    }
    return ExitCode.OK;
  }

  private List<Result> measure(List<Scenario> scenarios, PrintWriter out) throws Exception {
    List<Result> results = new ArrayList<>();
    Path directory = Files.createTempDirectory("mneme-bench");
    try (Rig rig = new Rig(new Home(directory))) {
      for (Scenario scenario : scenarios) {
        out.println("measuring " + scenario.name());
        out.flush();
        results.addAll(scenario.run(rig, quick ? Effort.QUICK : Effort.FULL));
      }
    } finally {
      delete(directory);
    }
    return results;
  }

  private List<Scenario> scenarios() {
    List<Scenario> all =
        List.of(
            new Throughput(), new AddedLatency(), new ManyUsers(), new NoisyUser(), new OpenJobs());
    List<String> names = all.stream().map(Scenario::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "--only: expected one of " + names + ", found " + name);
      }
    }
    return all.stream().filter(s -> only.isEmpty() || only.contains(s.name())).toList();
  }

  private static Summary summary(Instant begin, double seconds, List<Result> results) {
    return new Summary(
        begin,
        seconds,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.version().toString(),
        results.stream().map(Summary.Figure::of).toList());
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
