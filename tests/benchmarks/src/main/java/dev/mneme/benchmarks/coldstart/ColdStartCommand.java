// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import dev.mneme.benchmarks.coldstart.Contestant.Kind;
import dev.mneme.images.plan.Plans;
import dev.mneme.images.program.Program;
import dev.mneme.images.rehearsal.Call;
import dev.mneme.images.rehearsal.Script;
import dev.mneme.images.rehearsal.Stage;
import dev.mneme.images.root.Blueprint;
import dev.mneme.images.root.Materials;
import dev.mneme.images.root.RootFolder;
import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./mneme bench coldstart}. */
@Command(
    name = "coldstart",
    description = {
      "Measures how long it is from the fork of an image's command line to its first answer, under"
          + " the limits of its manifest, beside an echo by the JDK alone and the plain fat jar.",
      "Takes about five minutes, and both cores of a small machine: leave it alone meanwhile."
    },
    mixinStandardHelpOptions = true)
public final class ColdStartCommand implements Callable<Integer> {
  private static final List<Program> PROGRAMS =
      List.of(Program.PERSIST, Program.AUDIT, Program.RECALL, Program.CLASSIFY);
  private static final int ROUNDS = 9;
  private static final int ROUNDS_QUICK = 3;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures to this file, as JSON.")
  private @Nullable Path json;

  @Option(names = "--quick", description = "Fewer rounds, in about two minutes.")
  private boolean quick;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Instant begin = Instant.now();
    Path root = Path.of(System.getProperty("mneme.root", ""));
    Plans plans = new Plans(root);
    List<Blueprint> images =
        plans.of(PROGRAMS, "bench", Materials.none(), program -> tell("training " + program.id()));
    Path directory = Files.createTempDirectory("mneme-bench");
    Figures figures = new Figures();
    try (Stage stage = Stage.of(directory.resolve("home"), EnumSet.copyOf(PROGRAMS))) {
      List<Contestant> contestants = new ArrayList<>();
      for (Blueprint image : images) {
        contestants.addAll(contestants(image, stage, plans, directory));
      }
      measure(contestants, root, directory, figures);
    } finally {
      Trees.delete(directory);
    }
    tell(System.lineSeparator() + figures.table());
    if (json != null) {
      write(json, begin, figures);
    }
    return ExitCode.OK;
  }

  /** In turn, so that what slows the machine for a while slows all of them; the first warms up. */
  private void measure(List<Contestant> contestants, Path root, Path directory, Figures figures)
      throws IOException, InterruptedException {
    int rounds = quick ? ROUNDS_QUICK : ROUNDS;
    for (int round = 0; round <= rounds; round++) {
      tell(
          round == 0
              ? "warming up"
              : "measuring, round %d of %d, load %.1f"
                  .formatted(
                      round,
                      rounds,
                      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
      for (Contestant contestant : contestants) {
        Limits limits = Limits.of(root, Program.named(contestant.program()));
        try (Cage cage = Cage.of(limits)) {
          Start start = Start.of(contestant, cage, directory.resolve("contestant.log"));
          if (round > 0) {
            figures.add(contestant, start);
          } else if (contestant.kind() == Kind.IMAGE) {
            tell(contestant.program() + ": " + cage.described());
          }
        }
      }
    }
  }

  private static List<Contestant> contestants(
      Blueprint image, Stage stage, Plans plans, Path directory)
      throws IOException, InterruptedException {
    Program program = image.program();
    Path folder = RootFolder.of(image, directory.resolve(program.id()));
    Script prepared = Script.of(program, stage);
    try (HttpClient http = HttpClient.newHttpClient()) {
      prepared.prepare(http, program, stage);
    }
    Floor floor = new Floor(Path.of(image.line(folder).getFirst()), stage.home());
    List<String> fatJar =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            plans.workshop().packaged(program).toString());
    return List.of(
        new Contestant(
            program.id(), Kind.FLOOR, floor.line(program), folder, Map.of(), () -> Floor.QUESTION),
        new Contestant(
            program.id(),
            Kind.IMAGE,
            image.line(folder),
            folder.resolve(Blueprint.DIRECTORY),
            stage.settings(program),
            () -> first(prepared, program, stage)),
        new Contestant(
            program.id(),
            Kind.FAT_JAR,
            fatJar,
            folder,
            stage.settings(program),
            () -> first(prepared, program, stage)));
  }

  /** Of a person whom nobody knows yet, unless the question is about what is known. */
  private static Call first(Script prepared, Program program, Stage stage) {
    return prepared.before().isEmpty()
        ? Script.of(program, stage).calls().getFirst()
        : prepared.calls().getFirst();
  }

  private void write(Path file, Instant begin, Figures figures) throws IOException {
    record Summary(
        Instant taken, int cores, String system, String java, List<Figures.Verdict> programs) {}
    Files.write(
        file,
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsBytes(
                new Summary(
                    begin,
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    Runtime.version().toString(),
                    figures.verdicts())));
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
