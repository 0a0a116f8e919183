// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function in a process of its own, with nothing but the given environment. */
final class ChildJvm implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready function=scripted port=(\\d+)\\R");

  private final Process process;
  private final Path out;
  private final Path err;

  ChildJvm(Path directory, Map<String, String> environment, String... args) throws IOException {
    out = directory.resolve("out.txt");
    err = directory.resolve("err.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Scripted.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Waits for the line that says where it listens. */
  URI awaitReady() {
    Matcher ready =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> READY.matcher(out()), found -> found.find());
    ready.reset();
    ready.find();
    return URI.create("http://127.0.0.1:" + ready.group(1) + "/");
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still runs after 30 s: " + process);
    }
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
