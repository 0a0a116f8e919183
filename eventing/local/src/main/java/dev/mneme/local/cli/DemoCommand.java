// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.console.Console;
import dev.mneme.local.demo.Demo;
import dev.mneme.local.demo.DemoException;
import dev.mneme.local.demo.Summary;
import dev.mneme.local.stack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way, shown. */
@Command(
    name = "demo",
    description =
        "Start a system of its own, feed it the sample, follow every memory to its end, sum up and"
            + " stop. Your own data is not touched.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Mixin private final HomeOption home = new HomeOption();

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the summary as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      description = "Give up after this long (default: ${DEFAULT-VALUE}).")
  private int within = 300;

  @Override
  public Integer call() throws Exception {
    if (json != null && (Files.isDirectory(json) || !writable(json))) {
      throw new DemoException("--json " + json + ": expected a file that can be written");
    }
    Console console = Console.system();
    Summary summary =
        new Demo(
                console,
                Installation.standard(),
                home.directory().resolve("demo"),
                Duration.ofSeconds(within))
            .run();
    console.line("");
    console.line(summary.text());
    if (json != null) {
      write(json, summary);
    }
    return ExitCode.OK;
  }

  private static boolean writable(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent != null && Files.isWritable(Files.exists(file) ? file : parent);
  }

  private static void write(Path file, Summary summary) {
    try {
      Files.write(file, summary.json());
    } catch (IOException e) {
      throw new DemoException("--json " + file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
