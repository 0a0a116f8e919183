// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

/**
 * Plain HTTP beside the function: a bean of this type answers one method on one path. What its
 * handler throws is answered as for events: 422, 503 or 500.
 *
 * @param method such as {@code GET}
 * @param path begins with {@code /}; a step in braces, as in {@code /v1/proofs/{memoryId}}, is a
 *     variable
 * @param handler called on a virtual thread of its own, many at a time
 */
public record Endpoint(String method, String path, Handler handler) {
  /** Answers one request. */
  @FunctionalInterface
  public interface Handler {
    /** Answers; a thrown exception is answered with a problem. */
    Response handle(Request request);
  }
}
