// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import dev.mneme.servers.Server;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that needs nothing else. */
final class ServerService<S extends Server> implements LocalService {
  private final String name;
  private final Supplier<S> starter;
  private volatile @Nullable S server;

  ServerService(String name, Supplier<S> starter) {
    this.name = name;
    this.starter = starter;
  }

  /** The server, once it was started. */
  S server() {
    S started = server;
    if (started == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return started;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<LocalService> needs() {
    return List.of();
  }

  @Override
  public void start() {
    server = starter.get();
  }

  @Override
  public void stop() {
    S started = server;
    if (started != null) {
      started.close();
    }
  }
}
