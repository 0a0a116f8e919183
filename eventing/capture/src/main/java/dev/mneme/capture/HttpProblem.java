// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.FieldError;
import dev.mneme.contract.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that ends here, with the answer it gets; an ordinary end, so without a stack trace. */
final class HttpProblem extends RuntimeException {
  private final transient Problem problem;

  private HttpProblem(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  static HttpProblem of(int status, String title, String detail) {
    return new HttpProblem(Problem.of(status, title, detail));
  }

  /** A problem with one field or header. */
  static HttpProblem of(
      int status, String title, String field, @Nullable Object value, String expected) {
    FieldError error = FieldError.of(field, value, expected);
    return new HttpProblem(new Problem(title, status, error.toString(), List.of(error)));
  }

  Problem problem() {
    return problem;
  }
}
