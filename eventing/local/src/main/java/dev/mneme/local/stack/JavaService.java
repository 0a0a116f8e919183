// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import dev.mneme.servers.ChildProcess;
import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.Home;
import dev.mneme.servers.Ports;
import dev.mneme.servers.Probe;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Java program of ours with probes, told everything by environment variables. */
final class JavaService implements LocalService {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final Home home;
  private final String name;
  private final List<LocalService> needs;
  private final Supplier<List<String>> line;
  private final Supplier<Map<String, String>> environment;
  private final int port = Ports.free();
  private volatile @Nullable ChildProcess process;

  /**
   * @param line the program with its options; asked for at the start
   * @param environment asked for when everything it needs serves
   */
  JavaService(
      Home home,
      String name,
      List<LocalService> needs,
      Supplier<List<String>> line,
      Supplier<Map<String, String>> environment) {
    this.home = home;
    this.name = name;
    this.needs = List.copyOf(needs);
    this.line = line;
    this.environment = environment;
  }

  /** Where it listens, from the first start on and ever after. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** What it is told, once everything it needs serves; without its port. */
  Map<String, String> settings() {
    return environment.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<LocalService> needs() {
    return needs;
  }

  @Override
  public void start() {
    Map<String, String> variables = new HashMap<>(environment.get());
    variables.put("PORT", Integer.toString(port));
    ChildProcess started = ChildProcess.start(home, Command.of(name, line.get(), variables));
    process = started;
    started.awaitReady(START_LIMIT, () -> Probe.ready(uri()));
  }

  @Override
  public void stop() {
    ChildProcess started = process;
    if (started != null) {
      started.close();
    }
  }
}
