// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.http;

import dev.mneme.benchmarks.http.NoOpFunction.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Tells a {@link NoOpFunction} how to answer, and asks what it saw. */
public final class FunctionClient {
  private final int port;

  public FunctionClient(int port) {
    this.port = port;
  }

  /** From the next event on. */
  public void mode(Mode mode) throws IOException {
    byte[] body = mode.text().getBytes(StandardCharsets.UTF_8);
    call("PUT /mode HTTP/1.1\r\nContent-Length: " + body.length + "\r\n\r\n" + mode.text());
  }

  /** Latencies since the last call in nanoseconds, of users whose name begins with a prefix. */
  public long[] latencies(String prefix) throws IOException {
    byte[] lines = call("GET /latencies/" + prefix + " HTTP/1.1\r\n\r\n").body();
    return new String(lines, StandardCharsets.UTF_8).lines().mapToLong(Long::parseLong).toArray();
  }

  private HttpStream.Message call(String request) throws IOException {
    try (HttpStream stream = HttpStream.connect(port)) {
      return stream.exchange(request.getBytes(StandardCharsets.UTF_8));
    }
  }
}
