// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

/** One method on one path. */
@FunctionalInterface
interface Endpoint {
  /**
   * Answers a request.
   *
   * @throws RuntimeException that {@link Failures} turns into an answer
   */
  Answer answer(Call call);
}
