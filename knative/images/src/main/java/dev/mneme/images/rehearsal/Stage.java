// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.rehearsal;

import dev.mneme.contract.UserKey;
import dev.mneme.images.program.Program;
import dev.mneme.local.stack.Installation;
import dev.mneme.local.stack.RunningSystem;
import dev.mneme.servers.Home;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The servers that programs talk to, the real ones of {@code ./mneme up}: only those that the
 * programs on this stage need.
 */
public final class Stage implements AutoCloseable {
  private static final Duration TOKEN = Duration.ofHours(2);

  /** What must have happened before, and who does it. */
  private static final Map<Program, Program> BEFORE =
      Map.of(
          Program.TRAIN, Program.PERSIST,
          Program.RECALL, Program.PERSIST,
          Program.SOURCE, Program.CAPTURE);

  private final Path folder;
  private final RunningSystem system;

  private Stage(Path folder, RunningSystem system) {
    this.folder = folder;
    this.system = system;
  }

  /**
   * Starts what they need.
   *
   * @param folder that servers keep their data in; nobody else's
   */
  public static Stage of(Path folder, Set<Program> programs) {
    RunningSystem system =
        RunningSystem.in(folder, Installation.standard(), RunningSystem.TRAINING_THRESHOLD);
    Set<String> parts = new HashSet<>();
    for (Program program : programs) {
      parts.addAll(system.needsOf(program.id()));
      Program before = BEFORE.get(program);
      if (before != null) {
        parts.add(before.id());
      }
    }
    system.start(parts, (part, took) -> {});
    return new Stage(folder, system);
  }

  /** Where processes keep their logs. */
  public Home home() {
    return new Home(folder);
  }

  /** The environment of a program, less its port. */
  public Map<String, String> settings(Program program) {
    Map<String, String> settings = new HashMap<>(system.settings(program.id()));
    settings.remove("MNEME_LISTEN");
    return settings;
  }

  /** Where a program of the system itself listens, which does what must be done before. */
  URI before(Program program) {
    Program before = BEFORE.get(program);
    if (before == null) {
      throw new IllegalArgumentException(program.id() + " needs nobody before it");
    }
    return system.uri(before.id());
  }

  /** What lets its bearer ask for this user. */
  String token(UserKey owner) {
    return RunningSystem.issuerOf(folder).token(owner, TOKEN);
  }

  @Override
  public void close() {
    system.close();
  }
}
