// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.servers.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What to say when a stage does not come to its end in time. */
final class Hang {
  private static final int LINES = 12;

  private final Home home;
  private final Deadline deadline;

  Hang(Home home, Deadline deadline) {
    this.home = home;
    this.deadline = deadline;
  }

  /** Names the stage, how far it came, and shows the end of its log. */
  DemoException at(String stage, String progress) {
    Path log = home.log(stage);
    return new DemoException(
        "%s has not come to its end within %d s: %s%nend of %s:%n%s"
            .formatted(stage, deadline.limit().toSeconds(), progress, log, tail(log)));
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "(cannot be read: " + e.getMessage() + ")";
    }
  }
}
