// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.mneme.contract.LogLine;
import dev.mneme.contract.Problem;
import java.io.IOException;
import java.io.InputStream;

/**
 * Turns exchanges into requests and responses into answers: reads the body up to a limit, admits no
 * more work than allowed, answers every failure with a problem.
 */
final class Front implements HttpHandler {
  private final Routes routes;
  private final Admission admission;
  private final int maxBodyBytes;
  private final Metrics metrics;

  Front(Routes routes, Admission admission, int maxBodyBytes, Metrics metrics) {
    this.routes = routes;
    this.admission = admission;
    this.maxBodyBytes = maxBodyBytes;
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean whole = true;
    try {
      route(exchange);
    } catch (CutOff e) {
      whole = false;
      throw e;
    } finally {
      if (whole) {
        exchange.close();
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    try {
      Routes.Match match =
          routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
      if (match.route().work()) {
        work(exchange, match);
      } else {
        write(exchange, response(exchange, match));
      }
    } catch (HttpProblem e) {
      metrics.turnedAway(e.response().status());
      write(exchange, e.response());
    }
  }

  /** The place is held until the answer is written, so that a drained process cuts none off. */
  private void work(HttpExchange exchange, Routes.Match match) throws IOException {
    admission.enter();
    try (Metrics.Work counted = metrics.work()) {
      Response response = response(exchange, match);
      counted.answered(response.status());
      write(exchange, response);
    } finally {
      admission.leave();
    }
  }

  private Response response(HttpExchange exchange, Routes.Match match) throws IOException {
    try {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              match.variables(),
              body(exchange));
      return match.route().handler().handle(request);
    } catch (HttpProblem e) {
      return e.response();
    } catch (RuntimeException e) {
      return EventHttp.write(Failures.outcome(e, described(exchange)));
    }
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
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (response.writer().isPresent() && !head) {
      stream(exchange, response.status(), response.writer().get());
      return;
    }
    boolean empty = response.body().length == 0 || head;
    exchange.sendResponseHeaders(response.status(), empty ? -1 : response.body().length);
    if (!empty) {
      exchange.getResponseBody().write(response.body());
    }
    exchange.getResponseBody().close();
  }

  /** It is too late for an answer: the server cuts the connection where no one closes the body. */
  private static final class CutOff extends IOException {
    CutOff(RuntimeException cause) {
      super("the body cannot be finished", cause);
    }
  }

  private static void stream(HttpExchange exchange, int status, Response.BodyWriter writer)
      throws IOException {
    exchange.sendResponseHeaders(status, 0);
    try {
      writer.write(exchange.getResponseBody());
    } catch (RuntimeException e) {
      Failures.outcome(e, described(exchange));
      throw new CutOff(e);
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
