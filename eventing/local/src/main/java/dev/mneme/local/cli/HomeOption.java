// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.contract.UserKey;
import dev.mneme.local.stack.Endpoints;
import dev.mneme.local.stack.HomeLock;
import dev.mneme.local.stack.RunningSystem;
import dev.mneme.local.stack.StackException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** {@code --home}, and what runs there. */
final class HomeOption {
  private static final Duration TOKEN = Duration.ofMinutes(1);

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Folder that keeps all data, logs and process ids (default: ~/.mneme).")
  private Path directory = Path.of(System.getProperty("user.home"), ".mneme");

  Path directory() {
    return directory.toAbsolutePath().normalize();
  }

  /** A token of this home's issuer, good for the next request. */
  String token(UserKey owner) {
    return RunningSystem.issuerOf(directory()).token(owner, TOKEN);
  }

  /**
   * Where the running system is.
   *
   * @throws StackException if none runs
   */
  Endpoints running() {
    if (HomeLock.heldBy(RunningSystem.lockOf(directory())).isEmpty()) {
      throw new StackException("nothing runs in " + directory() + "; start it with ./mneme up");
    }
    return Endpoints.read(RunningSystem.endpointsOf(directory()))
        .orElseThrow(() -> new StackException("the system in " + directory() + " still starts"));
  }
}
