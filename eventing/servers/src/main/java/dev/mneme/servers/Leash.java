// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/** The script that every child is started by. */
final class Leash {
  private static final byte[] SCRIPT = script();

  private Leash() {}

  /** The script as a file of a home; a file, so that it does not fill every list of processes. */
  static Path in(Home home) {
    Path file = home.directory().resolve("leash.sh");
    try {
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), SCRIPT)) {
        // A shell reads on while it runs, so a script in use is replaced and never written over.
        Path fresh = file.resolveSibling("leash-" + UUID.randomUUID() + ".sh");
        Files.write(fresh, SCRIPT);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] script() {
    try (InputStream in = Leash.class.getResourceAsStream("leash.sh")) {
      return Objects.requireNonNull(in, "leash.sh").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
