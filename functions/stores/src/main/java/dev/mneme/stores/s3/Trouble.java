// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import dev.mneme.stores.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What S3 says when it does not do what it was asked for.
 *
 * @param status of HTTP
 * @param code of S3; empty if it gave none, as for a HEAD
 * @param requestId by which AWS finds the request again; empty if there is none
 */
record Trouble(int status, String code, String requestId) {
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);
  private static final Set<String> PASSING_CODES =
      Set.of("InternalError", "RequestTimeout", "RequestTimeoutException", "ServiceUnavailable");
  private static final Set<String> TOO_MANY =
      Set.of(
          "SlowDown",
          "BandwidthLimitExceeded",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException");

  /** Of an answer that is no success. */
  static Trouble of(Reply reply) {
    return new Trouble(
        reply.status(), code(reply.body()), reply.header("x-amz-request-id").orElse(""));
  }

  /** Whether the same request may go well a moment later. */
  boolean passes() {
    return PASSING.contains(status) || PASSING_CODES.contains(code) || isTooMany();
  }

  /** Whether S3 wants fewer requests. */
  boolean isTooMany() {
    return status == 429 || TOO_MANY.contains(code);
  }

  /** One word of ASCII in an answer of a known form: not worth an XML parser at a cold start. */
  private static String code(byte[] xml) {
    String text = new String(xml, StandardCharsets.UTF_8);
    int begin = text.indexOf("<Code>");
    int end = text.indexOf("</Code>", begin + 1);
    return begin < 0 || end < 0 ? "" : text.substring(begin + "<Code>".length(), end);
  }

  @Override
  public String toString() {
    return status
        + (code.isEmpty() ? "" : " " + code)
        + (requestId.isEmpty() ? "" : ", request " + requestId);
  }
}
