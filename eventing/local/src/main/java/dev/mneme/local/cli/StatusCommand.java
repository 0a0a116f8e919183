// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.stack.Endpoints;
import dev.mneme.local.stack.HomeLock;
import dev.mneme.local.stack.RunningSystem;
import dev.mneme.servers.Ports;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Says what runs. */
@Command(
    name = "status",
    description = "Say whether the system runs, and where. Exits 1 where it does not.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private final HomeOption home = new HomeOption();

  @Override
  public Integer call() {
    Optional<Long> process = HomeLock.heldBy(RunningSystem.lockOf(home.directory()));
    if (process.isEmpty()) {
      System.out.println("nothing runs in " + home.directory());
      return ExitCode.SOFTWARE;
    }
    System.out.println("process " + process.get() + " runs in " + home.directory());
    Endpoints at = home.running();
    show("capture", at.capture());
    show("recall", at.recall());
    show("audit", at.audit());
    show("nats", URI.create(at.nats()));
    show("postgres", URI.create(at.postgres().substring("jdbc:".length())));
    show("s3", at.s3());
    show("mongo", at.mongo());
    show("opensearch", at.opensearch());
    show("chain", at.chain());
    return ExitCode.OK;
  }

  private static void show(String name, URI uri) {
    System.out.printf(
        "%-10s %-45s %s%n", name, uri, Ports.open(uri.getPort()) ? "listens" : "DOES NOT LISTEN");
  }
}
