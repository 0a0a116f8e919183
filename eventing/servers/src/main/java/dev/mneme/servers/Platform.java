// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.util.Locale;

/**
 * What a binary must be built for.
 *
 * @param os {@code linux} or {@code darwin}
 * @param arch {@code amd64} or {@code arm64}
 */
record Platform(String os, String arch) {
  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String os =
        switch (osName.toLowerCase(Locale.ROOT)) {
          case "linux" -> "linux";
          case "mac os x" -> "darwin";
          default -> throw unsupported(osName, osArch);
        };
    String arch =
        switch (osArch) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> throw unsupported(osName, osArch);
        };
    return new Platform(os, arch);
  }

  private static ServerException unsupported(String osName, String osArch) {
    return new ServerException(
        "no server binaries for "
            + osName
            + " on "
            + osArch
            + "; expected Linux or macOS on x86-64 or arm64");
  }

  @Override
  public String toString() {
    return os + "-" + arch;
  }
}
