// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import dev.mneme.servers.ChildProcess;
import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Java program that is started, killed, paused and started again. For one thread. */
final class Program implements AutoCloseable {
  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m",
          "--sun-misc-unsafe-memory-access=allow");

  private final Home home;
  private final Command command;
  private ChildProcess process;

  private Program(Home home, Command command) {
    this.home = home;
    this.command = command;
    this.process = ChildProcess.start(home, command);
  }

  /**
   * Starts a program.
   *
   * @param name of its log
   * @param line of {@link #line}
   */
  static Program start(Home home, String name, List<String> line, Map<String, String> environment) {
    return new Program(home, Command.of(name, line, environment));
  }

  /** The command line of a main class on the class path of the tests, behind {@code before}. */
  static List<String> line(Path before, String mainClass, String... options) {
    List<String> line = new ArrayList<>(JAVA);
    line.addAll(List.of(options));
    line.addAll(List.of("-cp", before + ":" + System.getProperty("java.class.path"), mainClass));
    return line;
  }

  boolean alive() {
    return process.alive();
  }

  /** All it has written so far. */
  String log() throws IOException {
    return Files.readString(home.log(command.name()));
  }

  /** Ends it with SIGKILL. */
  void kill() {
    process.kill();
  }

  /** Starts it again after {@link #kill} or {@link #stop}. */
  void startAgain() {
    process = ChildProcess.start(home, command);
  }

  /** Stops it from running without ending it, until {@link #resume}. */
  void pause() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  /** Ends it in its own way. */
  void stop() {
    process.close();
  }

  private void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            command.name() + ": signal " + name + " not delivered" + process.tail());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (alive()) {
      kill();
    }
  }
}
