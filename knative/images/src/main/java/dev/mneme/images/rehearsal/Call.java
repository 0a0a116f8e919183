// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * One request, and what it is answered with.
 *
 * @param path below the program's address
 * @param headers as sent
 * @param body sent by POST; GET if it is empty
 * @param expects part of the answer's body
 */
public record Call(String path, Map<String, String> headers, byte[] body, String expects) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  public Call {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /**
   * Sends it.
   *
   * @throws IOException if nobody answers
   * @throws IllegalStateException if the answer is another one
   */
  public void send(HttpClient http, URI program) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(program.resolve(path)).timeout(LIMIT);
    headers.forEach(request::header);
    if (body.length > 0) {
      request.POST(BodyPublishers.ofByteArray(body));
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2 || !response.body().contains(expects)) {
      throw new IllegalStateException(
          "%s: expected an answer with \"%s\", found %d: %s"
              .formatted(path, expects, response.statusCode(), response.body()));
    }
  }
}
