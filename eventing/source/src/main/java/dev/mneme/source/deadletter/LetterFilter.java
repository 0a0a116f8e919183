// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import dev.mneme.contract.UserKey;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; what is absent does not matter.
 *
 * @param route that gave up
 * @param reason as {@link Reason#word}
 * @param tenant as in the event, not as a token
 * @param user as in the event, not as a token
 * @param type of the event
 * @param status last HTTP status
 * @param since given up then or later
 * @param until given up before then
 * @param id of the event
 * @param sequences places in the dead-letter stream; empty for all
 */
public record LetterFilter(
    @Nullable String route,
    @Nullable String reason,
    @Nullable String tenant,
    @Nullable String user,
    @Nullable String type,
    @Nullable Integer status,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String id,
    Set<Long> sequences) {
  /** All of them. */
  public static final LetterFilter ALL =
      new LetterFilter(null, null, null, null, null, null, null, null, null, Set.of());

  /** Those of one owner. */
  public static LetterFilter of(UserKey owner) {
    return new LetterFilter(
        null, null, owner.tenant(), owner.user(), null, null, null, null, null, Set.of());
  }

  public LetterFilter {
    sequences = Set.copyOf(sequences);
  }

  /** What the server can sort out by itself. */
  String subject() {
    return String.join(
        ".", "mneme.deadletter", route == null ? "*" : route, token(tenant), token(user));
  }

  boolean matches(Letter letter) {
    DeadLetter record = letter.record();
    return (reason == null || reason.equals(record.reason()))
        && (status == null || status.equals(record.status()))
        && (since == null || !record.last().isBefore(since))
        && (until == null || record.last().isBefore(until))
        && (sequences.isEmpty() || sequences.contains(letter.sequence()))
        && ((type == null && id == null) || matches(letter.event()));
  }

  private boolean matches(Optional<CloudEvent> event) {
    return event
        .filter(e -> type == null || type.equals(e.getType()))
        .filter(e -> id == null || id.equals(e.getId()))
        .isPresent();
  }

  private static String token(@Nullable String id) {
    return id == null ? "*" : UserKey.token(id);
  }
}
