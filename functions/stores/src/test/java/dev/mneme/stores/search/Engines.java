// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What somebody with a terminal might do to an engine. */
final class Engines {
  private Engines() {}

  /** Deletes the index of memories. */
  static void removeIndex(URI engine) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var delete = HttpRequest.newBuilder(engine.resolve("/mneme-memories-v1")).DELETE().build();
      int status = http.send(delete, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IOException("DELETE: expected 200, found " + status);
      }
    }
  }
}
