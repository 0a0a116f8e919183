// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.Problem;
import java.util.Map;

/** A request that ends here, with the answer it gets; an ordinary end, so without a stack trace. */
final class HttpProblem extends RuntimeException {
  private final transient Problem problem;
  private final transient Map<String, String> headers;

  HttpProblem(Problem problem) {
    this(problem, Map.of());
  }

  HttpProblem(Problem problem, Map<String, String> headers) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.headers = headers;
  }

  Response response() {
    Response response = Response.problem(problem);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }
}
