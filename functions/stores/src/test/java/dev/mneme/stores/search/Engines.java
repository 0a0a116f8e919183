// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** What somebody with a terminal might do to an engine. */
final class Engines {
  private Engines() {}

  /** Deletes the index of memories. */
  static void removeIndex(URI engine) throws IOException, InterruptedException {
    int status = status(engine, "DELETE");
    if (status != 200) {
      throw new IOException("DELETE: expected 200, found " + status);
    }
  }

  /** Whether the index of memories is there. */
  static boolean hasIndex(URI engine) throws IOException, InterruptedException {
    return status(engine, "HEAD") == 200;
  }

  private static int status(URI engine, String method) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(engine.resolve("/mneme-memories-v1"))
              .method(method, BodyPublishers.noBody())
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
