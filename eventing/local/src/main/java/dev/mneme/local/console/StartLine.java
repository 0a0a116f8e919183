// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.console;

import java.time.Duration;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The line of progress while the parts of a system start. */
public final class StartLine {
  private final Console console;
  private volatile Duration took = Duration.ZERO;

  public StartLine(Console console) {
    this.console = console;
  }

  /**
   * Runs a start and shows which parts serve.
   *
   * @param start given what is to be told of each part
   */
  public <T> T of(Function<BiConsumer<String, Duration>, T> start) {
    ConcurrentSkipListSet<String> serving = new ConcurrentSkipListSet<>();
    try (Step step = console.begin("start")) {
      try {
        T started =
            start.apply(
                (name, duration) -> {
                  serving.add(name);
                  step.update(serving.size() + " parts serve, last " + name);
                });
        took = step.done(serving.size() + " parts serve: " + String.join(", ", serving));
        return started;
      } catch (RuntimeException e) {
        step.failed(serving.size() + " parts served: " + String.join(", ", serving));
        throw e;
      }
    }
  }

  /** How long it took. */
  public Duration took() {
    return took;
  }
}
