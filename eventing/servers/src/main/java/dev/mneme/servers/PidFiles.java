// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The files that name the processes of one home, and what to do with those of a killed run. */
final class PidFiles {
  private static final String SUFFIX = ".pid";
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** The system reuses ids, but hardly for two processes that started this close together. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

  private final Path directory;

  PidFiles(Path directory) {
    this.directory = directory;
  }

  Path of(String name) {
    return directory.resolve(name + SUFFIX);
  }

  void endAll() {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Path file : files) {
      end(file);
    }
  }

  private static void end(Path file) {
    try {
      leftover(file).ifPresent(PidFiles::end);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that wrote the file, if it still runs and the id is not another's by now. */
  static Optional<ProcessHandle> leftover(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    Instant written = Files.getLastModifiedTime(file).toInstant();
    return text.matches("\\d{1,18}")
        ? ProcessHandle.of(Long.parseLong(text)).filter(process -> startedAt(process, written))
        : Optional.empty();
  }

  private static boolean startedAt(ProcessHandle process, Instant written) {
    return process
        .info()
        .startInstant()
        .filter(start -> Duration.between(start, written).abs().compareTo(START_TOLERANCE) < 0)
        .isPresent();
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    if (!ended(process)) {
      process.destroyForcibly();
      if (!ended(process)) {
        throw new ServerException("process " + process.pid() + " of an earlier run does not end");
      }
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
