// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Repair, as a process of its own beside a running system. What it needs to reach the stores lies
 * in a file that only its owner can read, for as long as the system runs.
 */
public final class RepairProgram {
  private static final String NOTE = "repair.json";
  private static final String MAIN = "dev.mneme.persist.repair.Repair";
  private static final String DRY_RUN = "MNEME_REPAIR_DRY_RUN";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

  private final Path home;
  private final Programs programs;

  public RepairProgram(Path home, Installation installation) {
    this.home = home;
    this.programs = new Programs(installation.root());
  }

  /** Leaves a note of the settings. */
  static void note(Path home, Map<String, String> settings) {
    try {
      forget(home);
      Files.createFile(
          home.resolve(NOTE),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(home.resolve(NOTE), JSON.writeValueAsBytes(settings));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave a note in " + home, e);
    }
  }

  static void forget(Path home) throws IOException {
    Files.deleteIfExists(home.resolve(NOTE));
  }

  /**
   * Runs it; what it prints appears on this process's output.
   *
   * @param mending false to find only
   * @return its exit status: 0 if nothing differs any more
   * @throws StackException if no system runs in the home
   */
  public int run(boolean mending) throws InterruptedException {
    try {
      Map<String, String> settings = settings();
      ProcessBuilder builder = new ProcessBuilder(programs.beside("persist", MAIN)).inheritIO();
      builder.environment().keySet().removeIf(key -> key.startsWith("MNEME_"));
      builder.environment().putAll(settings);
      builder.environment().put(DRY_RUN, Boolean.toString(!mending));
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run repair", e);
    }
  }

  private Map<String, String> settings() throws IOException {
    Path note = home.resolve(NOTE);
    if (!Files.exists(note)) {
      throw new StackException("nothing runs in " + home + "; start it with ./mneme up");
    }
    return JSON.readValue(Files.readAllBytes(note), SETTINGS);
  }
}
