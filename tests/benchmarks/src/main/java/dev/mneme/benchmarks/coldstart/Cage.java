// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds a process to its limits, by control groups where this user may make any. */
final class Cage implements AutoCloseable {
  private static final Path CONTROL = Path.of("/sys/fs/cgroup");
  private static final long PERIOD_MICROS = 100_000;
  private static final long MICROS_PER_MILLI_CPU = PERIOD_MICROS / 1_000;

  private final List<Path> groups;
  private final String described;

  private Cage(List<Path> groups, String described) {
    this.groups = groups;
    this.described = described;
  }

  /** A cage for one process after another. */
  static Cage of(Limits limits) {
    String name = "mneme-bench-" + ProcessHandle.current().pid();
    List<Path> groups = new ArrayList<>();
    try {
      if (Files.exists(CONTROL.resolve("cgroup.controllers"))) {
        Path group = Files.createDirectories(CONTROL.resolve(name));
        groups.add(group);
        write(group, "memory.max", limits.memory());
        Files.writeString(
            group.resolve("cpu.max"),
            limits.milliCpus() * MICROS_PER_MILLI_CPU + " " + PERIOD_MICROS);
      } else {
        Path memory = Files.createDirectories(CONTROL.resolve("memory").resolve(name));
        groups.add(memory);
        write(memory, "memory.limit_in_bytes", limits.memory());
        Path cpu = Files.createDirectories(CONTROL.resolve("cpu").resolve(name));
        groups.add(cpu);
        write(cpu, "cpu.cfs_period_us", PERIOD_MICROS);
        write(cpu, "cpu.cfs_quota_us", limits.milliCpus() * MICROS_PER_MILLI_CPU);
      }
      return new Cage(
          groups,
          "%d MiB, %.1f CPUs by control groups"
              .formatted(limits.memory() >> 20, limits.milliCpus() / 1_000.0));
    } catch (IOException notAllowed) {
      new Cage(groups, "").close();
      return new Cage(
          List.of(), "no limits: control groups cannot be made here (" + notAllowed + ")");
    }
  }

  /** What it holds to. */
  String described() {
    return described;
  }

  /** The command line that puts itself into the cage first. */
  List<String> around(List<String> line) {
    if (groups.isEmpty()) {
      return line;
    }
    StringBuilder enter = new StringBuilder();
    groups.forEach(group -> enter.append("echo $$ > ").append(group).append("/cgroup.procs && "));
    List<String> caged = new ArrayList<>(List.of("sh", "-c", enter + "exec \"$@\"", "sh"));
    caged.addAll(line);
    return caged;
  }

  /** Removes it; whoever was in it must have ended. */
  @Override
  public void close() {
    try {
      for (Path group : groups) {
        Files.deleteIfExists(group);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove a control group", e);
    }
  }

  private static void write(Path group, String file, long value) throws IOException {
    Files.writeString(group.resolve(file), Long.toString(value));
  }
}
