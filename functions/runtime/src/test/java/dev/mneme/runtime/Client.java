// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.HeaderValues;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.JsonEvents;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a sender does. */
final class Client implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Client(URI base) {
    this.base = base;
  }

  HttpResponse<String> binary(CloudEvent event) throws IOException, InterruptedException {
    return send(binaryRequest(event));
  }

  CompletableFuture<HttpResponse<String>> binaryLater(CloudEvent event) {
    return http.sendAsync(binaryRequest(event), BodyHandlers.ofString());
  }

  HttpResponse<String> structured(CloudEvent event) throws IOException, InterruptedException {
    return post(
        JsonEvents.MEDIA_TYPE + "; charset=utf-8",
        BodyPublishers.ofByteArray(new JsonEvents().serialize(event)));
  }

  HttpResponse<String> batch(CloudEvent... events) throws IOException, InterruptedException {
    return post(
        EventBatch.MEDIA_TYPE, BodyPublishers.ofByteArray(EventBatch.write(List.of(events))));
  }

  HttpResponse<String> post(String contentType, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(request("").header("Content-Type", contentType).POST(body).build());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpRequest binaryRequest(CloudEvent event) {
    HttpRequest.Builder request = request("");
    HttpMessageFactory.createWriter(
            (name, value) ->
                request.header(name, name.startsWith("ce-") ? HeaderValues.encode(value) : value),
            body ->
                request.POST(
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)))
        .writeBinary(event);
    return request.build();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
