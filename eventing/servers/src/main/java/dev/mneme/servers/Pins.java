// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Which version of each binary, and what its archive's SHA-256 is. */
final class Pins {
  private static final Properties PINS = load();

  private Pins() {}

  static String version(String name) {
    String version = PINS.getProperty(name + ".version");
    if (version == null) {
      throw new IllegalArgumentException("no version pinned for " + name);
    }
    return version;
  }

  /** Hex, lower case; empty where the archive for this platform was never seen. */
  static Optional<String> sha256(String name, Platform platform) {
    String everywhere = PINS.getProperty(name + ".sha256");
    return Optional.ofNullable(PINS.getProperty(name + ".sha256." + platform, everywhere));
  }

  private static Properties load() {
    try (InputStream in = Pins.class.getResourceAsStream("packages.properties")) {
      Properties pins = new Properties();
      pins.load(in);
      return pins;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
