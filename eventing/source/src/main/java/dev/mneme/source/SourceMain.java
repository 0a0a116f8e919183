// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.connection.NatsConnection;
import dev.mneme.connection.process.Service;
import dev.mneme.connection.process.Termination;
import dev.mneme.contract.settings.Settings;
import dev.mneme.source.metrics.SourceMetrics;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: settings in, SIGTERM out. */
public final class SourceMain implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(SourceMain.class);

  private final SourceSettings settings;
  private final SourceMetrics metrics;

  private SourceMain(Settings all) {
    settings = SourceSettings.from(all);
    metrics = new SourceMetrics(all);
  }

  public static void main(String[] args) throws Exception {
    Service.main(SourceMain::new);
  }

  @Override
  public Duration drain() {
    return settings.drain();
  }

  @Override
  public void run(Termination termination) throws Exception {
    try (metrics;
        Probes probes = new Probes(settings.port(), metrics)) {
      Optional<NatsConnection> connected =
          NatsConnection.open(settings.nats(), "mneme-source", termination);
      if (connected.isPresent()) {
        try (NatsConnection connection = connected.get()) {
          serve(connection, probes, termination);
        }
      }
    }
  }

  private void serve(NatsConnection connection, Probes probes, Termination termination)
      throws Exception {
    metrics.connection(connection.connection());
    Source source =
        new Source(
            connection,
            settings.sinks(),
            settings.outgoing(),
            settings.replica(),
            metrics,
            settings.pseudonyms());
    source.start();
    probes.readyWhile(connection::connected);
    LOG.info("source ready port={} sinks={}", probes.port(), settings.sinks().values());
    termination.await();
    probes.readyWhile(() -> false);
    boolean ended = source.stop(settings.drain());
    LOG.info("source stopped, all requests ended: {}", ended);
  }
}
