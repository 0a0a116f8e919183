// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.mneme.contract.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Turns exchanges into requests and answers into exchanges: reads the body up to a limit, admits no
 * more work than allowed, answers every failure with a problem.
 */
final class Front implements HttpHandler {
  private final Routes routes;
  private final Semaphore admitted;
  private final int maxBodyBytes;
  private final Metrics metrics;

  Front(Routes routes, RuntimeSettings settings, Metrics metrics) {
    this.routes = routes;
    this.admitted = new Semaphore(settings.concurrency());
    this.maxBodyBytes = settings.maxBodyBytes();
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      write(exchange, answer(exchange));
    }
  }

  private Response answer(HttpExchange exchange) throws IOException {
    try {
      Routes.Match match =
          routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
      return match.route().work() ? admit(exchange, match) : call(exchange, match);
    } catch (HttpProblem e) {
      return e.response();
    } catch (RuntimeException e) {
      return EventHttp.write(Failures.outcome(e, described(exchange)));
    }
  }

  private Response admit(HttpExchange exchange, Routes.Match match) throws IOException {
    if (!admitted.tryAcquire()) {
      throw new HttpProblem(
          Problem.of(
              429, "Too many requests", "as many requests in flight as MNEME_CONCURRENCY says"),
          Map.of("Retry-After", "1"));
    }
    long start = System.nanoTime();
    metrics.started();
    int status = 500;
    try {
      Response response = call(exchange, match);
      status = response.status();
      return response;
    } finally {
      metrics.ended(status, Duration.ofNanos(System.nanoTime() - start));
      admitted.release();
    }
  }

  private Response call(HttpExchange exchange, Routes.Match match) throws IOException {
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            match.variables(),
            body(exchange));
    return match.route().handler().handle(request);
  }

  /** Counts while it reads, because a chunked body does not say how long it is. */
  private byte[] body(HttpExchange exchange) throws IOException {
    String declared = exchange.getRequestHeaders().getFirst("Content-Length");
    if (declared != null && Long.parseLong(declared) > maxBodyBytes) {
      throw tooLarge();
    }
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(maxBodyBytes);
    if (body.length == maxBodyBytes && in.read() >= 0) {
      throw tooLarge();
    }
    return body;
  }

  private HttpProblem tooLarge() {
    return new HttpProblem(
        Problem.of(
            413,
            "Content too large",
            "the body is longer than the " + maxBodyBytes + " bytes of MNEME_MAX_BODY_BYTES"));
  }

  private static void write(HttpExchange exchange, Response response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(response.body());
    }
    exchange.getResponseBody().close();
  }

  private static String described(HttpExchange exchange) {
    return new LogLine("request")
        .add("method", exchange.getRequestMethod())
        .add("path", exchange.getRequestURI().getRawPath())
        .toString();
  }
}
