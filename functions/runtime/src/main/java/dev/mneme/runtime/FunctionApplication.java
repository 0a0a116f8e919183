// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.util.Map;

/**
 * Runs a function module. Its configuration class has one function bean, either {@code
 * Function<CloudEvent, List<CloudEvent>>} or {@code Function<List<CloudEvent>, List<Outcome>>}, may
 * have {@link Endpoint} beans, and is given {@link Settings} wherever a bean method asks for them.
 */
public final class FunctionApplication {
  /** EX_CONFIG of sysexits.h: no restart will help before the settings are changed. */
  private static final int EXIT_CONFIGURATION = 78;

  private FunctionApplication() {}

  /**
   * Starts a process: serves until the process is told to stop, then finishes what is in flight and
   * exits 0. Settings that cannot be used end it at once with status 78 and one line that says why.
   */
  public static void run(Class<?> configuration, String... args) {
    try {
      RunningFunction running = start(configuration, System.getenv());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "shutdown"));
      running.tellReady();
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      System.exit(EXIT_CONFIGURATION);
    }
  }

  /**
   * Starts a function inside this process.
   *
   * @param environment settings, as environment variables; {@code PORT=0} takes any free port
   * @throws SettingsException if a setting is missing, malformed or unknown
   */
  public static RunningFunction start(Class<?> configuration, Map<String, String> environment) {
    return RunningFunction.start(configuration, Settings.from(environment));
  }

  private static void stop(RunningFunction running) {
    running.close();
    // A process ended by SIGTERM would report 143, although it ended as it should.
    Runtime.getRuntime().halt(0);
  }
}
