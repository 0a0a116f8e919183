// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity;

import dev.mneme.contract.Problem;

/**
 * A request that brings no good token. To be answered with its problem, 401, and the header that
 * RFC 6750 asks for; an ordinary end, so without a stack trace.
 */
public final class Refusal extends RuntimeException {
  /** The header that goes with the answer. */
  public static final String HEADER = "WWW-Authenticate";

  /** What that header says. */
  public static final String CHALLENGE = "Bearer realm=\"mneme\", error=\"invalid_token\"";

  Refusal(String reason) {
    super(reason, null, false, false);
  }

  /** The answer's body. */
  public Problem problem() {
    return Problem.of(
        401,
        "Unauthorized",
        "Authorization: expected a bearer token that is signed, valid now and names a user: "
            + getMessage());
  }
}
