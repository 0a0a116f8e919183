// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity.endpoint;

import dev.mneme.contract.UserKey;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;

/** Answers the request of somebody who is known. */
@FunctionalInterface
public interface PersonalHandler {
  /**
   * Answers; a thrown exception is answered with a problem.
   *
   * @param caller whose token it is, and the only one whose data the answer may hold
   */
  Response handle(UserKey caller, Request request);
}
