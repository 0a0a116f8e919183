// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The structured view of a life. */
public record Life(
    long memories, List<Part> categories, List<KnownPerson> people, List<Plan> plans) {
  /** One part of a life. */
  public record Part(String category, long memories, Instant first, Instant last) {}

  /** Somebody the memories name. */
  public record KnownPerson(String name, long mentions, Instant first, Instant last) {}

  /** Something still to come. */
  public record Plan(String id, String text, @Nullable String due) {}
}
