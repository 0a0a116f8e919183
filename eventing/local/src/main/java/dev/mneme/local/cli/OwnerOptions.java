// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.contract.UserKey;
import picocli.CommandLine.Option;

/** Whose memories. */
final class OwnerOptions {
  @Option(names = "--tenant", required = true, paramLabel = "TENANT", description = "Tenant.")
  private String tenant = "";

  @Option(
      names = "--user",
      required = true,
      paramLabel = "USER",
      description = "User of the tenant.")
  private String user = "";

  UserKey key() {
    return new UserKey(tenant, user);
  }

  String tenant() {
    return tenant;
  }

  String user() {
    return user;
  }
}
