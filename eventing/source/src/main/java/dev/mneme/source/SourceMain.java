// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.source.metrics.SourceMetrics;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyException;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: settings in, SIGTERM out. */
public final class SourceMain {
  private static final Logger LOG = LoggerFactory.getLogger(SourceMain.class);

  /** EX_CONFIG of sysexits.h. */
  private static final int BAD_SETTINGS = 78;

  private SourceMain() {}

  public static void main(String[] args) throws Exception {
    SourceSettings settings;
    SourceMetrics metrics;
    try {
      Settings environment = Settings.from(System.getenv());
      settings = SourceSettings.from(environment, Topology.shipped());
      metrics = new SourceMetrics(environment);
    } catch (SettingsException | TopologyException e) {
      LOG.error("{}", e.getMessage());
      System.exit(BAD_SETTINGS);
      return;
    }
    try (metrics) {
      run(settings, metrics);
    }
  }

  private static void run(SourceSettings settings, SourceMetrics metrics) throws Exception {
    CountDownLatch terminated = new CountDownLatch(1);
    CountDownLatch drained = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      terminated.countDown();
                      await(drained);
                    }));
    ConnectionLog log = new ConnectionLog();
    Options options =
        Options.builder()
            .server(settings.natsUrl())
            .connectionName("mneme-source")
            .maxReconnects(-1)
            .errorListener(log)
            .connectionListener(log)
            .build();
    try (Connection connection = Nats.connect(options);
        Probes probes = new Probes(settings.port(), connection, metrics)) {
      metrics.connection(connection);
      Source source =
          new Source(
              connection, settings.sinks(), settings.replica(), metrics, settings.pseudonyms());
      source.start();
      LOG.info("source ready port={} sinks={}", probes.port(), settings.sinks().values());
      terminated.await();
      boolean ended = source.stop(settings.drain());
      LOG.info("source stopped, all requests ended: {}", ended);
    } finally {
      drained.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
