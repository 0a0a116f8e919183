// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.LogLine;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanRegistrar;
import sun.misc.Signal;

/**
 * Runs a function module. It registers one function bean, either {@code Function<CloudEvent,
 * List<CloudEvent>>} or {@code Function<List<CloudEvent>, List<Outcome>>}, and may register {@link
 * Endpoint} beans; their suppliers can ask for the {@link Settings} and for Micrometer's {@code
 * MeterRegistry}. Beans that are {@code AutoCloseable} are closed at the end, the last one first.
 */
public final class FunctionApplication {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionApplication.class);

  /** EX_CONFIG of sysexits.h: no restart will help before the settings are changed. */
  private static final int EXIT_SETTINGS = 78;

  private static final List<String> SIGNALS = List.of("TERM", "INT");

  private FunctionApplication() {}

  /**
   * Runs a process until it is told to stop; it then finishes what is in flight and exits 0. Once
   * it serves, it logs one line {@code ready function=… port=…}. Settings it cannot use end it with
   * status 78 and one line that says why; anything else that keeps it from starting, with 1.
   *
   * @param args none: all settings are environment variables
   */
  public static void run(BeanRegistrar module, String... args) {
    run(settings -> module, args);
  }

  /**
   * The same for a module that starts, before all else, what takes long to make: what it does with
   * the settings on threads of its own goes on while everything else is made.
   */
  public static void run(Function<Settings, BeanRegistrar> module, String... args) {
    try {
      if (args.length > 0) {
        throw new SettingsException(
            List.of("arguments: expected none, found " + Arrays.toString(args)));
      }
      RunningFunction running = start(module, System.getenv());
      stopWhenTold(running);
      tellReady(running);
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      System.exit(EXIT_SETTINGS);
    } catch (RuntimeException e) {
      LOG.error("cannot start", e);
      System.exit(1);
    }
  }

  /**
   * Starts a function inside this process.
   *
   * @param environment settings, as environment variables; {@code PORT=0} takes any free port
   * @throws SettingsException if a setting is missing, malformed or unknown
   */
  public static RunningFunction start(BeanRegistrar module, Map<String, String> environment) {
    return start(settings -> module, environment);
  }

  /** The same for a module that begins with its settings. */
  public static RunningFunction start(
      Function<Settings, BeanRegistrar> module, Map<String, String> environment) {
    return RunningFunction.start(module, Settings.from(environment));
  }

  private static void tellReady(RunningFunction running) {
    LOG.info(
        "{}", new LogLine("ready").add("function", running.name()).add("port", running.port()));
  }

  /**
   * Not by a shutdown hook: the JVM runs all of them at once, and that of ONNX Runtime frees what a
   * request in flight still computes with.
   */
  private static void stopWhenTold(RunningFunction running) {
    Lock once = new ReentrantLock();
    for (String signal : SIGNALS) {
      Signal.handle(
          new Signal(signal),
          told -> {
            // A second signal waits here until the first has ended the process.
            once.lock();
            running.close();
            // The JVM would report 143 after SIGTERM, although the process ended as it should.
            Runtime.getRuntime().halt(0);
          });
    }
  }
}
