// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.batch.EventBatch;
import dev.mneme.source.metrics.RouteMetrics;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Posts events to one function and says what each came to. Safe for use by several threads. */
final class Sink {
  private final HttpClient client;
  private final URI function;
  private final Duration deadline;
  private final RouteMetrics metrics;

  /**
   * @param deadline after which an open request is given up
   */
  Sink(HttpClient client, URI function, Duration deadline, RouteMetrics metrics) {
    this.client = client;
    this.function = function;
    this.deadline = deadline;
    this.metrics = metrics;
  }

  /** Posts one event in binary mode. */
  Verdict post(CloudEvent event) throws InterruptedException {
    HttpRequest.Builder request = request();
    TraceContext.headers(event, request::setHeader);
    HttpMessageFactory.createWriter(
            (name, value) -> request.setHeader(name, CeHeaders.encoded(name, value)),
            body ->
                request.POST(
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)))
        .writeBinary(event);
    return send(request.build(), List.of(event)).getFirst();
  }

  /** Posts several events as one batch; the verdicts are in their order. */
  List<Verdict> post(List<CloudEvent> events) throws InterruptedException {
    HttpRequest request =
        request()
            .setHeader("Content-Type", EventBatch.MEDIA_TYPE)
            .POST(BodyPublishers.ofByteArray(EventBatch.write(events)))
            .build();
    return send(request, events);
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(function).timeout(deadline);
  }

  private List<Verdict> send(HttpRequest request, List<CloudEvent> events)
      throws InterruptedException {
    HttpResponse<byte[]> response;
    @Nullable Integer status = null;
    long start = System.nanoTime();
    metrics.posted(events.size());
    try {
      response = client.send(request, BodyHandlers.ofByteArray());
      status = response.statusCode();
    } catch (IOException e) {
      Verdict unanswered = new Verdict.Retry(null, "no answer: " + e, null);
      return Collections.nCopies(events.size(), unanswered);
    } finally {
      metrics.answered(status, Duration.ofNanos(System.nanoTime() - start));
    }
    return Answer.verdicts(response, events);
  }
}
