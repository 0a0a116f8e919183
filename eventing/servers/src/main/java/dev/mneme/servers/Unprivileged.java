// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.util.List;

/** How servers that refuse to run as root are run by root: in a user namespace of their own. */
final class Unprivileged {
  private Unprivileged() {}

  /** What comes before the server's own command line; empty for every user but root. */
  static List<String> prefix(String server) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    return List.of(
        Tool.find("unshare")
            .orElseThrow(
                () ->
                    new ServerException(
                        server
                            + " does not run as root; run as another user, or install unshare"
                            + " (util-linux)"))
            .toString(),
        "--user");
  }
}
