// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.console;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The line of progress while the parts of a system start. */
public final class StartLine {
  private final Console console;

  public StartLine(Console console) {
    this.console = console;
  }

  /**
   * Runs a start and shows which parts serve.
   *
   * @param start given what is to be told of each part
   * @return how long it took
   */
  public Duration show(Consumer<BiConsumer<String, Duration>> start) {
    Set<String> serving = new ConcurrentSkipListSet<>();
    try (Step step = console.begin("start")) {
      try {
        start.accept(
            (name, took) -> {
              serving.add(name);
              step.update(serving.size() + " parts serve, last " + name);
            });
        return step.done(serving.size() + " parts serve: " + String.join(", ", serving));
      } catch (RuntimeException e) {
        step.failed(serving.size() + " parts served: " + String.join(", ", serving));
        throw e;
      }
    }
  }
}
