// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Takes each request to its endpoint; runs on a virtual thread, so endpoints may block. */
final class Router extends Handler.Abstract {
  private final Map<String, Map<String, Endpoint>> endpoints;
  private final Metrics metrics;

  /**
   * @param endpoints by path and method
   */
  Router(Map<String, Map<String, Endpoint>> endpoints, Metrics metrics) {
    this.endpoints = endpoints;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long begin = System.nanoTime();
    String path = Request.getPathInContext(request);
    @Nullable Map<String, Endpoint> methods = endpoints.get(path);
    Answer answer = methods == null ? unknown(path) : answer(request, path, methods);
    if (methods != null && path.startsWith("/v1/")) {
      metrics.request(path, answer.status(), Duration.ofNanos(System.nanoTime() - begin));
    }
    write(answer, response, callback);
    return true;
  }

  private static Answer answer(Request request, String path, Map<String, Endpoint> methods) {
    @Nullable Endpoint endpoint = methods.get(request.getMethod());
    if (endpoint == null) {
      String allowed = String.join(", ", methods.keySet());
      return Answer.problem(
          Problem.of(405, "Method not allowed", path + " takes " + allowed),
          Map.of("Allow", allowed));
    }
    try {
      return endpoint.answer(new Call(request));
    } catch (RuntimeException e) {
      return Failures.answer(e, request.getMethod() + " " + path);
    }
  }

  private Answer unknown(String path) {
    String known = String.join(", ", endpoints.keySet().stream().sorted().toList());
    return Answer.problem(Problem.of(404, "Nothing here", path + " is none of " + known), Map.of());
  }

  private static void write(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }
}
