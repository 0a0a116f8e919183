// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection.process;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process does between its start and its end. */
public interface Service {
  /** How long after SIGTERM it may go on with what it has begun. */
  Duration drain();

  /**
   * Serves until the process is asked to end.
   *
   * @throws SettingsException if others refuse how it is configured
   */
  void run(Termination termination) throws Exception;

  /**
   * The {@code main} of a process; every {@code MNEME_} key that {@code service} did not ask for is
   * an error.
   */
  static void main(Function<Settings, Service> service) throws Exception {
    Logger log = LoggerFactory.getLogger(Service.class);
    boolean failed;
    try {
      Settings settings = Settings.from(System.getenv());
      Service configured = service.apply(settings);
      settings.rejectUnknown();
      try (Termination termination = Termination.onSignal(configured.drain())) {
        configured.run(termination);
        failed = termination.failed();
      }
    } catch (SettingsException e) {
      log.error("{}", e.getMessage());
      System.exit(ExitCode.CONFIG);
      return;
    }
    if (failed) {
      System.exit(ExitCode.UNAVAILABLE);
    }
  }
}
