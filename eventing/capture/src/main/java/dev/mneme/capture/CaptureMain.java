// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.connection.NatsConnection;
import dev.mneme.connection.process.Service;
import dev.mneme.connection.process.Termination;
import dev.mneme.contract.settings.Settings;
import dev.mneme.identity.Identity;
import dev.mneme.stores.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: settings in, SIGTERM out. */
public final class CaptureMain implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureMain.class);

  private final CaptureSettings settings;
  private final Identity identity;
  private final ObjectStore store;

  private CaptureMain(Settings all) {
    settings = CaptureSettings.of(all);
    identity = Identity.of(all);
    store = ObjectStore.of(all);
  }

  public static void main(String[] args) throws Exception {
    Service.main(CaptureMain::new);
  }

  @Override
  public Duration drain() {
    return settings.drain();
  }

  @Override
  public void run(Termination termination) throws Exception {
    try (store) {
      Optional<NatsConnection> connected =
          NatsConnection.open(settings.nats(), "mneme-capture", termination);
      if (connected.isPresent()) {
        try (NatsConnection nats = connected.get()) {
          serve(nats, termination);
        }
      }
    }
  }

  private void serve(NatsConnection nats, Termination termination) throws Exception {
    try (CaptureServer server =
        new CaptureServer(
            settings, identity, nats.connection(), new S3AudioStore(store), Clock.systemUTC())) {
      server.start();
      LOG.info("capture ready port={}", server.port());
      termination.await();
    }
  }
}
