// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.OptionalInt;

/** Asks over HTTP whether somebody serves. */
public final class Probe {
  private static final int MILLIS = 2_000;

  private Probe() {}

  /** Whether a program of ours says that it is ready. */
  public static boolean ready(URI program) {
    return status(program.resolve("/readyz")).orElse(0) / 100 == 2;
  }

  /** The status of the answer to a GET; empty if there is none yet. */
  static OptionalInt status(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(MILLIS);
      try {
        return OptionalInt.of(connection.getResponseCode());
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return OptionalInt.empty();
    }
  }
}
