// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.servers.PostgresServer;
import dev.mneme.servers.PostgresServer.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One nats-server and one Postgres for all tests of the package; each stage has a tenant of its
 * own.
 */
final class Servers implements AutoCloseable {
  private final Home home;
  private final NatsServer nats;
  private final PostgresServer postgres;

  private Servers(Home home) {
    this.home = home;
    this.nats = NatsServer.start(home);
    this.postgres = PostgresServer.start(home, Durability.THROWAWAY);
  }

  /** Gives the one set of servers to whichever test asks for it. */
  static final class Provider implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(Servers.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .computeIfAbsent(Servers.class, key -> start(), Servers.class);
    }

    private static Servers start() {
      try {
        return new Servers(new Home(Files.createTempDirectory("mneme-dispatch")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Home home() {
    return home;
  }

  NatsServer nats() {
    return nats;
  }

  PostgresServer postgres() {
    return postgres;
  }

  @Override
  public void close() {
    postgres.close();
    nats.close();
  }
}
