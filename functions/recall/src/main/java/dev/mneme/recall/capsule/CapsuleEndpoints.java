// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.capsule;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Capsules over HTTP. */
final class CapsuleEndpoints {
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private final Capsules capsules;
  private final Clock clock;

  CapsuleEndpoints(Capsules capsules, Clock clock) {
    this.capsules = capsules;
    this.clock = clock;
  }

  /** {@code POST /v1/capsules}: seals a memory. */
  Response seal(UserKey owner, Request request) {
    Seal seal = request.json(Seal::read);
    Instant now = clock.instant();
    if (!seal.opens().isAfter(now) || seal.opens().isAfter(now.plus(LONGEST))) {
      throw InvalidEventException.of(
          "data.opens", seal.opens(), "a time after now and within 100 years");
    }
    return Response.json(201, capsules.seal(owner, seal.memory(), seal.opens()));
  }

  /** {@code GET /v1/capsules}: all of the caller's. */
  Response all(UserKey owner, Request request) {
    return Response.json(new CapsuleList(capsules.all(owner)));
  }
}
