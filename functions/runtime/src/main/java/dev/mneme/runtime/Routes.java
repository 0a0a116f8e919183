// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds who answers a method on a path. */
final class Routes {
  /**
   * One route.
   *
   * @param work whether it counts against the bound of requests in flight; probes never do
   */
  record Route(String method, PathTemplate path, boolean work, Endpoint.Handler handler) {}

  /** A route with the values of its path's variables. */
  record Match(Route route, Map<String, String> variables) {}

  private final List<Route> routes = new ArrayList<>();

  Routes add(String method, String path, boolean work, Endpoint.Handler handler) {
    PathTemplate template = PathTemplate.of(path);
    for (Route route : routes) {
      if (route.method().equals(method) && route.path().sameAs(template)) {
        throw new IllegalArgumentException("two endpoints for " + method + " " + path);
      }
    }
    routes.add(new Route(method, template, work, handler));
    return this;
  }

  /**
   * Finds a route; HEAD is answered as GET.
   *
   * @throws HttpProblem 404 for an unknown path, 405 for a known one with another method
   */
  Match find(String method, String rawPath) {
    String wanted = "HEAD".equals(method) ? "GET" : method;
    List<String> allowed = new ArrayList<>();
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.path().match(rawPath);
      if (variables.isPresent() && route.method().equals(wanted)) {
        return new Match(route, variables.get());
      }
      variables.ifPresent(match -> allowed.add(route.method()));
    }
    if (allowed.isEmpty()) {
      throw new HttpProblem(Problem.of(404, "Not found", "nothing answers at " + rawPath));
    }
    String allow = String.join(", ", allowed);
    throw new HttpProblem(
        Problem.of(405, "Method not allowed", rawPath + " takes " + allow + ", not " + method),
        Map.of("Allow", allow));
  }
}
