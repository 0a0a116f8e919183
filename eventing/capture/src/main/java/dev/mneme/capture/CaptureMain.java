// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.stores.ObjectStore;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: settings in, SIGTERM out. */
public final class CaptureMain {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureMain.class);

  /** EX_CONFIG of sysexits.h. */
  private static final int BAD_SETTINGS = 78;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private CaptureMain() {}

  public static void main(String[] args) throws Exception {
    CaptureSettings settings;
    ObjectStore store;
    try {
      Settings all = Settings.from(System.getenv());
      settings = CaptureSettings.of(all);
      store = ObjectStore.of(all);
      all.rejectUnknown();
    } catch (SettingsException e) {
      LOG.error("{}", e.getMessage());
      System.exit(BAD_SETTINGS);
      return;
    }
    try (store) {
      run(settings, new S3AudioStore(store));
    }
  }

  private static void run(CaptureSettings settings, AudioStore audioStore) throws Exception {
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
    Options options =
        Options.builder()
            .server(settings.natsUrl())
            .connectionName("mneme-capture")
            .connectionTimeout(CONNECT_LIMIT)
            .maxReconnects(-1)
            // What is sent while the server is away shall fail at once, not arrive after a 503.
            .reconnectBufferSize(0)
            .build();
    try (Connection connection = Nats.connect(options);
        CaptureServer server =
            new CaptureServer(settings, connection, audioStore, Clock.systemUTC())) {
      server.start();
      LOG.info("capture ready port={}", server.port());
      terminated.await();
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
