// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.UserKey;
import dev.mneme.identity.Identity;

/** One method on one path, for known callers. */
@FunctionalInterface
interface PersonalEndpoint {
  /**
   * Answers a request.
   *
   * @param caller whose token it brings, and the only one in whose name anything is taken
   * @throws RuntimeException that {@link Failures} turns into an answer
   */
  Answer answer(UserKey caller, Call call);

  /** Lets in who brings a good token, before anything else of the request is looked at. */
  default Endpoint behind(Identity identity) {
    return call -> answer(identity.caller(call.header("Authorization")), call);
  }
}
