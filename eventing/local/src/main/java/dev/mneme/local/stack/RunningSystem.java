// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import dev.mneme.local.identity.LocalIssuer;
import dev.mneme.servers.Home;
import dev.mneme.servers.PostgresServer;
import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole system in one home, while this process lives. Only one can run in a home; what an
 * earlier, killed one left is ended first. Ctrl-C and SIGTERM end it in order.
 */
public final class RunningSystem implements AutoCloseable {
  private static final String ENDPOINTS = "endpoints.json";
  private static final String LOCK = "lock";

  /** What persist itself takes where nothing is said. */
  public static final int TRAINING_THRESHOLD = 50;

  private final HomeLock lock;
  private final Path home;
  private final Path note;
  private final MnemeStack parts;
  private final Stack stack;
  private final Thread hook = Thread.ofPlatform().unstarted(this::end);

  private RunningSystem(HomeLock lock, Path home, Path note, MnemeStack parts) {
    this.lock = lock;
    this.home = home;
    this.note = note;
    this.parts = parts;
    this.stack = parts.stack();
  }

  /**
   * Takes a home, and ends what an earlier run may have left in it.
   *
   * @param trainingThreshold memories with a category from their owner that ask for the first
   *     training of that owner's model
   * @throws StackException if another process runs there
   */
  public static RunningSystem in(Path directory, Installation installation, int trainingThreshold) {
    Home home = new Home(directory);
    HomeLock lock = HomeLock.acquire(lockOf(directory));
    home.endLeftovers();
    RunningSystem system =
        new RunningSystem(
            lock,
            directory,
            endpointsOf(directory),
            new MnemeStack(home, installation, trainingThreshold));
    Runtime.getRuntime().addShutdownHook(system.hook);
    return system;
  }

  /**
   * Starts everything.
   *
   * @param started told name and duration of each part as it serves, from several threads
   * @throws RuntimeException if a part does not start; all are ended then
   */
  public void start(BiConsumer<String, Duration> started) {
    stack.start(started);
    RepairProgram.note(home, parts.repairSettings());
    parts.endpoints().write(note);
  }

  /**
   * Starts some parts and what these need.
   *
   * @param parts by name
   * @param started told name and duration of each part as it serves, from several threads
   * @throws RuntimeException if a part does not start; all are ended then
   */
  public void start(Set<String> parts, BiConsumer<String, Duration> started) {
    stack.only(parts).start(started);
  }

  /** The names of what a part needs to serve before it can start. */
  public Set<String> needsOf(String part) {
    return stack.service(part).needs().stream()
        .map(LocalService::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What a program is told, once what it needs was started; without its port.
   *
   * @throws IllegalArgumentException if there is no such program
   */
  public Map<String, String> settings(String program) {
    return parts.settings(program);
  }

  /** Where a program listens that was started. */
  public URI uri(String program) {
    return parts.uri(program);
  }

  /**
   * Empties a home.
   *
   * @throws StackException if a system runs there
   */
  public static void wipe(Path directory) {
    Home home = new Home(directory);
    try (HomeLock lock = HomeLock.acquire(directory.resolve(LOCK))) {
      home.endLeftovers();
      try (Stream<Path> entries = Files.list(directory)) {
        for (Path entry : entries.filter(path -> !path.endsWith(LOCK)).toList()) {
          Trees.delete(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + directory, e);
    }
  }

  /** The file whose lock says that a system runs in a home. */
  public static Path lockOf(Path home) {
    return home.resolve(LOCK);
  }

  /** The file that says where a running system is to be found. */
  public static Path endpointsOf(Path home) {
    return home.resolve(ENDPOINTS);
  }

  /** Who gives out the tokens of a home; its key is made where there is none. */
  public static LocalIssuer issuerOf(Path home) {
    return LocalIssuer.in(new Home(home).data("issuer"));
  }

  /** Where everything is. */
  public Endpoints endpoints() {
    return parts.endpoints();
  }

  /**
   * Starts a part again whose process has ended.
   *
   * @param part name, as {@code start} told it
   * @throws IllegalArgumentException if there is no such part
   */
  public void startAgain(String part) {
    stack.service(part).start();
  }

  /** The database, for counting what arrived there. */
  public PostgresServer postgres() {
    return parts.postgres();
  }

  /** What a process is told that has to reach all stores. */
  public Map<String, String> storeSettings() {
    return parts.repairSettings();
  }

  /** Ends everything in order; what it keeps stays. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook runs already, and finds everything ended.
    }
  }

  private void end() {
    stack.close();
    try {
      Files.deleteIfExists(note);
      RepairProgram.forget(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.close();
    }
  }
}
