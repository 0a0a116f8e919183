// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is logged while it is open. */
public final class CapturedLog implements AutoCloseable {
  private static final String OUTCOME = "dev.mneme.source.outcome - ";

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public CapturedLog() {
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
  }

  public String all() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The lines about events that ended, without what the logger puts in front. */
  List<String> outcomes() {
    return all()
        .lines()
        .filter(line -> line.contains(OUTCOME))
        .map(line -> line.substring(line.indexOf(OUTCOME) + OUTCOME.length()))
        .toList();
  }

  @Override
  public void close() {
    System.setErr(before);
    before.print(all());
  }
}
