// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import dev.mneme.local.identity.KeyServer;
import dev.mneme.local.identity.LocalIssuer;
import dev.mneme.servers.Home;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issuer of this home's tokens; its keys are published by this very process. */
final class IssuerService implements LocalService {
  private final Home home;
  private volatile @Nullable KeyServer server;

  IssuerService(Home home) {
    this.home = home;
  }

  /** The settings of a function that trusts its tokens. */
  Map<String, String> settings() {
    KeyServer started = server;
    if (started == null) {
      throw new IllegalStateException("the issuer was not started");
    }
    return Map.of(
        "MNEME_TOKEN_JWKS_URL", started.keys().toString(), "MNEME_TOKEN_ISSUER", LocalIssuer.NAME);
  }

  @Override
  public String name() {
    return "issuer";
  }

  @Override
  public List<LocalService> needs() {
    return List.of();
  }

  @Override
  public void start() {
    server = KeyServer.start(RunningSystem.issuerOf(home.directory()));
  }

  @Override
  public void stop() {
    KeyServer started = server;
    if (started != null) {
      started.close();
    }
  }
}
