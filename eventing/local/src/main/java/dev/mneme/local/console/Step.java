// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.console;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line of progress. Thread-safe. */
public final class Step implements AutoCloseable {
  private static final String FRAMES = "|/-\\";
  private static final long FRAME_MILLIS = 120;

  private final Console console;
  private final String name;
  private final long begin = System.nanoTime();
  private final ScheduledExecutorService clock;
  private volatile String text = "";
  private int frame;

  Step(Console console, String name) {
    this.console = console;
    this.name = name;
    this.clock = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    if (console.moving()) {
      clock.scheduleAtFixedRate(this::draw, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Says how far it is; seen on a terminal only. */
  public void update(String now) {
    text = now;
  }

  /** Finishes the line. */
  public Duration done(String result) {
    return finish(console.good("ok  "), result);
  }

  /** Finishes the line of a step that did not succeed. */
  public Duration failed(String why) {
    return finish(console.bad("FAIL"), why);
  }

  /** Ends the motion of a step that nobody finished. */
  @Override
  public void close() {
    clock.shutdownNow();
  }

  private Duration finish(String mark, String result) {
    close();
    Duration took = took();
    console.finish(
        String.format(
            Locale.ROOT, "%s %-12s %6.1f s  %s", mark, name, took.toMillis() / 1e3, result));
    return took;
  }

  private void draw() {
    frame = (frame + 1) % FRAMES.length();
    console.rewrite(
        String.format(
            Locale.ROOT,
            "%c    %-12s %6.1f s  %s",
            FRAMES.charAt(frame),
            name,
            took().toMillis() / 1e3,
            text));
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
