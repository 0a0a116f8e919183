// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.console;

import java.io.PrintStream;
import java.util.Map;

/** Where progress is shown. Thread-safe. */
public final class Console {
  private final PrintStream out;
  private final boolean moving;
  private final boolean coloured;

  /**
   * @param moving whether lines can be written over
   * @param coloured whether colours are wanted
   */
  Console(PrintStream out, boolean moving, boolean coloured) {
    this.out = out;
    this.moving = moving;
    this.coloured = coloured;
  }

  /** Standard output; moving on a terminal, coloured unless {@code NO_COLOR} is set. */
  public static Console system() {
    return of(
        System.out, System.console() != null && System.console().isTerminal(), System.getenv());
  }

  static Console of(PrintStream out, boolean terminal, Map<String, String> environment) {
    boolean moving = terminal && !"dumb".equals(environment.get("TERM"));
    // https://no-color.org: present and not empty, whatever its value.
    boolean coloured = moving && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(out, moving, coloured);
  }

  /** A line of its own. */
  public synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Begins a step; its line is finished by {@link Step#done} or {@link Step#failed}. */
  public Step begin(String name) {
    return new Step(this, name);
  }

  boolean moving() {
    return moving;
  }

  /** Writes over the last moving line. */
  synchronized void rewrite(String text) {
    out.print("\r\033[K" + text);
    out.flush();
  }

  synchronized void finish(String text) {
    out.println(moving ? "\r\033[K" + text : text);
    out.flush();
  }

  String good(String text) {
    return coloured ? "\033[32m" + text + "\033[0m" : text;
  }

  String bad(String text) {
    return coloured ? "\033[31m" + text + "\033[0m" : text;
  }
}
