// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.contract.UserKey;
import dev.mneme.local.client.MnemeClient;
import dev.mneme.local.console.Console;
import dev.mneme.local.console.StartLine;
import dev.mneme.local.console.Step;
import dev.mneme.local.identity.LocalIssuer;
import dev.mneme.local.stack.Endpoints;
import dev.mneme.local.stack.Installation;
import dev.mneme.local.stack.RunningSystem;
import dev.mneme.servers.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The demonstration, step by step. */
public final class Demo {
  private static final Duration TOKEN = Duration.ofMinutes(1);

  private final Console console;
  private final Installation installation;
  private final Path directory;
  private final Deadline deadline;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /**
   * @param directory home of this run alone; emptied first
   */
  public Demo(Console console, Installation installation, Path directory, Duration limit) {
    this.console = console;
    this.installation = installation;
    this.directory = directory;
    this.deadline = new Deadline(limit);
  }

  /**
   * Runs from start to stop.
   *
   * @return what was found
   * @throws DemoException if anything is other than it should be
   */
  public Summary run() throws Exception {
    RunningSystem.wipe(directory);
    Sample sample = Sample.shipped();
    RunningSystem system = RunningSystem.in(directory, installation, sample.leastLabelled());
    Summary summary;
    try {
      seconds.put("start", rounded(new StartLine(console).show(system::start)));
      summary = run(system, sample);
    } finally {
      try (Step line = console.begin("stop")) {
        system.close();
        seconds.put("stop", rounded(line.done("no process is left")));
      }
    }
    return summary.tookInAll(seconds);
  }

  private Summary run(RunningSystem system, Sample sample) throws Exception {
    Endpoints at = system.endpoints();
    Hang hang = new Hang(new Home(directory), deadline);
    Rows rows = new Rows(system.postgres());
    LocalIssuer issuer = RunningSystem.issuerOf(directory);
    Function<UserKey, String> tokens = owner -> issuer.token(owner, TOKEN);
    try (MnemeClient client = new MnemeClient();
        EventWatch watch = new EventWatch(at.nats())) {
      SampleCapture.Fed fed =
          step("capture", new SampleCapture(client, at.capture(), tokens, sample)::run);
      Way.Followed followed =
          step(
              "follow",
              line -> new Way(watch, hang, deadline).run(fed.good(), 1, sample.spoken(), line));
      Summary.Stores stores = step("count", new StoreCounts(rows, system.storeSettings())::run);
      List<Summary.Model> models =
          step("learn", line -> new Learning(watch, hang, deadline).run(sample.people(), line));
      Summary.Audit audit =
          step("prove", new Proving(watch, hang, deadline, client, at, tokens)::run);
      List<Summary.Recalled> recalled =
          step(
              "recall",
              line -> new Asking(client, at.recall(), tokens).run(sample.questions(), line));
      Summary.Reranking reranking =
          step(
              "rerank",
              line -> new Comparing(client, at.recall(), tokens).run(sample.judged(), line));
      String twice = fed.second().memoryId();
      return new Summary(
          fed.good(),
          followed.transcripts(),
          rows.memories(),
          stores,
          followed.deadLetters(),
          new Summary.Twice(twice, fed.second().duplicate(), rows.memories(twice)),
          models,
          audit,
          recalled,
          reranking,
          seconds);
    }
  }

  private <T> T step(String name, Work<T> work) throws Exception {
    long begin = System.nanoTime();
    try (Step line = console.begin(name)) {
      try {
        return work.run(line);
      } catch (Exception e) {
        line.failed("");
        throw e;
      } finally {
        seconds.put(name, rounded(Duration.ofNanos(System.nanoTime() - begin)));
      }
    }
  }

  private static double rounded(Duration duration) {
    return Math.round(duration.toMillis() / 10.0) / 100.0;
  }

  private interface Work<T> {
    T run(Step line) throws Exception;
  }
}
