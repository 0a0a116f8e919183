// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import dev.mneme.images.oci.Builder;
import dev.mneme.images.oci.BuiltImage;
import dev.mneme.images.oci.Layout;
import dev.mneme.images.oci.Release;
import dev.mneme.images.plan.Plans;
import dev.mneme.images.program.Program;
import dev.mneme.images.root.Blueprint;
import dev.mneme.images.root.ImageException;
import dev.mneme.images.root.Materials;
import dev.mneme.local.stack.StackException;
import dev.mneme.servers.ServerException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program behind {@code ./mneme images}. */
@Command(
    name = "mneme images",
    description = "Makes an image of every program of Mneme, or of those named.",
    mixinStandardHelpOptions = true,
    version = "0.1.0-SNAPSHOT")
public final class Images implements Callable<Integer> {
  @Option(
      names = "--oci",
      paramLabel = "DIR",
      description = "Write them into this folder, as one OCI layout.")
  private @Nullable Path oci;

  @Option(
      names = "--push",
      paramLabel = "REPO",
      description = "Send them to this registry, as REPO/mneme-NAME, with Docker's credentials.")
  private @Nullable String push;

  @Option(
      names = "--base",
      paramLabel = "IMAGE@sha256:…",
      description = {
        "A base image with a C library not older than this machine's, such as a distroless one.",
        "Without it the C library is this machine's own."
      })
  private String base = "";

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Version and tag; ${DEFAULT-VALUE} if not given.")
  private String tag = "0.1.0";

  @Option(
      names = "--revision",
      paramLabel = "COMMIT",
      description = "Of the sources, for the images' labels.")
  private String revision = "";

  @Option(
      names = "--ffmpeg",
      paramLabel = "FILE",
      description = {
        "An ffmpeg of this machine for the image of transcribe, with the libraries that it needs.",
        "Without one, transcribe reads WAV and answers other formats with 503."
      })
  private @Nullable Path ffmpeg;

  @Parameters(paramLabel = "PROGRAM", description = "Which; all if none is named.")
  private List<String> names = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Map<String, String> environment;

  private Images(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Exits 0, 1 where something failed, 2 where the command line is wrong. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Images(environment))
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              if (thrown instanceof ImageException
                  || thrown instanceof ServerException
                  || thrown instanceof StackException) {
                command.getErr().println("mneme: " + thrown.getMessage());
              } else {
                thrown.printStackTrace(command.getErr());
              }
              command.getErr().flush();
              return ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() {
    check();
    List<Program> programs = programs();
    Plans plans = new Plans(Path.of(System.getProperty("mneme.root", "")));
    Materials materials = new Materials(base, Optional.ofNullable(ffmpeg));
    Map<Program, BuiltImage> built = new EnumMap<>(Program.class);
    Release release = new Release(tag, revision, base);
    try (Builder builder = new Builder(release, plans.workshop().shared(), dockerConfig())) {
      builder.fetchBase();
      List<Blueprint> whole =
          plans.of(programs, tag, materials, program -> tell("training " + program.id()));
      for (Blueprint blueprint : whole) {
        if (oci != null) {
          BuiltImage image = builder.into(new Layout(oci), blueprint);
          built.put(blueprint.program(), image);
          tell(image.name() + " " + image.digest());
        }
        if (push != null) {
          tell(builder.push(push, blueprint));
        }
      }
    }
    if (!built.isEmpty()) {
      tell(System.lineSeparator() + SizeTable.of(built));
    }
    return ExitCode.OK;
  }

  /** Where Docker keeps it. */
  private Path dockerConfig() {
    return Optional.ofNullable(environment.get("DOCKER_CONFIG"))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".docker"))
        .resolve("config.json");
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private void check() {
    if (oci == null && push == null) {
      throw wrong("expected --oci DIR, --push REPO or both");
    }
    if (ffmpeg != null && !Files.isExecutable(ffmpeg)) {
      throw wrong("--ffmpeg: expected a program, found \"" + ffmpeg + "\"");
    }
    if (!base.isEmpty() && !base.matches("\\S+@sha256:[0-9a-f]{64}")) {
      throw wrong("--base: expected an image by digest, NAME@sha256:…, found \"" + base + "\"");
    }
  }

  private List<Program> programs() {
    try {
      return names.isEmpty()
          ? List.of(Program.values())
          : names.stream().map(Program::named).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
