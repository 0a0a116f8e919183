// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A running child on its leash. It has a process group of its own, so Ctrl-C in a terminal reaches
 * only the parent, which then ends its children in the order it wants. Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(25);
  private static final int TAIL_LINES = 8;

  private final Command command;
  private final Process leash;
  private final ProcessHandle child;
  private final Path log;

  private ChildProcess(Command command, Process leash, ProcessHandle child, Path log) {
    this.command = command;
    this.leash = leash;
    this.child = child;
    this.log = log;
  }

  /**
   * Starts a child; its output is appended to its log.
   *
   * @throws ServerException if it cannot be started at all
   */
  public static ChildProcess start(Home home, Command command) {
    Path log = home.log(command.name());
    List<String> line = new ArrayList<>(List.of("bash", Leash.in(home).toString()));
    line.add(home.pids().of(command.name()).toString());
    line.add(log.toString());
    line.add(command.stopSignal().name());
    line.add(Long.toString(command.grace().toSeconds()));
    line.addAll(command.line());
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("MNEME_"));
    builder.environment().putAll(command.environment());
    if (command.directory() != null) {
      builder.directory(command.directory().toFile());
    }
    try {
      Process leash = builder.start();
      return new ChildProcess(command, leash, child(leash), log);
    } catch (IOException e) {
      throw new ServerException("cannot start " + command.name() + ": " + e.getMessage(), e);
    }
  }

  private static ProcessHandle child(Process leash) throws IOException {
    BufferedReader printed = leash.inputReader(StandardCharsets.UTF_8);
    String pid = printed.readLine();
    if (pid == null || !pid.matches("\\d+")) {
      throw new IOException("the leash said " + pid + " where it should name a process");
    }
    // A handle of a process that is gone already cannot be had; the leash then stands for both.
    return ProcessHandle.of(Long.parseLong(pid)).orElse(leash.toHandle());
  }

  /** Name, as in the log's file name. */
  public String name() {
    return command.name();
  }

  /** Id of the child itself, not of its leash. */
  public long pid() {
    return child.pid();
  }

  /** Whether it still runs. */
  public boolean alive() {
    return leash.isAlive();
  }

  /**
   * Waits for a condition that the child brings about.
   *
   * @throws ServerException if the child ends, or {@code limit} passes, before it holds
   */
  public void awaitReady(Duration limit, BooleanSupplier ready) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (ended(POLL)) {
        throw new ServerException(name() + " ended with exit code " + leash.exitValue() + tail());
      }
      if (System.nanoTime() > deadline) {
        throw new ServerException(
            name() + " was not ready after " + limit.toSeconds() + " s" + tail());
      }
    }
  }

  /**
   * Waits until it ends by itself.
   *
   * @return its exit code; 128 and the signal's number if a signal ended it
   * @throws ServerException if it still runs after {@code limit}
   */
  public int awaitExit(Duration limit) {
    if (!ended(limit)) {
      throw new ServerException(name() + " still ran after " + limit.toSeconds() + " s" + tail());
    }
    return leash.exitValue();
  }

  /** Lets it end in its own way, or by force once its grace is over. */
  @Override
  public void close() {
    try {
      leash.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!ended(command.grace().plusSeconds(5))) {
      kill();
    }
  }

  /** Ends it at once, as a crash would ({@code kill -9}). */
  public void kill() {
    child.destroyForcibly();
    if (!ended(Duration.ofSeconds(10))) {
      throw new ServerException(name() + " (process " + pid() + ") cannot be killed");
    }
  }

  /** The last lines of its log, in brackets, for error messages; empty if there are none. */
  public String tail() {
    try {
      List<String> lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "; end of " + log + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "; no log can be read at " + log;
    }
  }

  private boolean ended(Duration limit) {
    try {
      return leash.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while waiting for " + name(), e);
    }
  }

  /**
   * What to start.
   *
   * @param name of the log and the process id file
   * @param line program and arguments
   * @param environment added to the parent's, less the parent's own {@code MNEME_} settings
   * @param directory where it runs; the parent's own if null
   * @param stopSignal what asks it to end
   * @param grace how long it may take to end before it is killed, in whole seconds
   */
  public record Command(
      String name,
      List<String> line,
      Map<String, String> environment,
      @Nullable Path directory,
      StopSignal stopSignal,
      Duration grace) {
    public Command {
      line = List.copyOf(line);
      environment = Map.copyOf(environment);
    }

    /** A command that ends on SIGTERM within ten seconds. */
    public static Command of(String name, List<String> line, Map<String, String> environment) {
      return of(name, line, environment, StopSignal.TERM, Duration.ofSeconds(10));
    }

    /** A command that runs where its parent does. */
    public static Command of(
        String name,
        List<String> line,
        Map<String, String> environment,
        StopSignal stopSignal,
        Duration grace) {
      return new Command(name, line, environment, null, stopSignal, grace);
    }
  }

  /** A signal that asks a process to end. */
  public enum StopSignal {
    TERM,
    INT
  }
}
