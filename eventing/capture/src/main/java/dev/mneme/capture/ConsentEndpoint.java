// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.Payload;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.ConsentGranted;
import dev.mneme.contract.data.ConsentWithdrawn;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/consent}: what its sender allows from now on, or does not, as JSON. */
final class ConsentEndpoint implements PersonalEndpoint {
  private static final int MOST_BYTES = 1 << 16;
  private static final String SUBJECT = "consent";
  private static final String PURPOSES =
      Arrays.stream(Purpose.values()).map(Purpose::toString).collect(Collectors.joining(", "));

  private final Gateway gateway;
  private final Clock clock;

  ConsentEndpoint(Gateway gateway, Clock clock) {
    this.gateway = gateway;
    this.clock = clock;
  }

  /** As it came; what was left out is {@code null}. */
  private record Body(@Nullable String decision, @Nullable List<@Nullable String> purposes) {}

  @Override
  public Answer answer(UserKey caller, Call call) {
    Body body =
        JsonBody.read(
            call,
            MOST_BYTES,
            Body.class,
            "a JSON object: decision, granted or withdrawn, and purposes, an array of strings");
    FieldErrors errors = new FieldErrors();
    boolean granted = "granted".equals(body.decision);
    errors.check(
        granted || "withdrawn".equals(body.decision),
        "decision",
        body.decision,
        "granted or withdrawn");
    Set<Purpose> purposes = purposes(body, errors);
    errors.throwIfAny();
    return Answer.json(202, gateway.decide(event(caller, purposes, granted), purposes, granted));
  }

  private static Set<Purpose> purposes(Body body, FieldErrors errors) {
    Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
    if (body.purposes == null || body.purposes.isEmpty()) {
      errors.check(false, "purposes", body.purposes, "at least one of " + PURPOSES);
      return purposes;
    }
    for (@Nullable String word : body.purposes) {
      Optional<Purpose> purpose =
          Arrays.stream(Purpose.values()).filter(one -> one.toString().equals(word)).findFirst();
      errors.check(purpose.isPresent(), "purposes", word, "one of " + PURPOSES);
      purpose.ifPresent(purposes::add);
    }
    return purposes;
  }

  private CloudEvent event(UserKey owner, Set<Purpose> purposes, boolean granted) {
    Payload data = granted ? new ConsentGranted(purposes) : new ConsentWithdrawn(purposes);
    return NewMemory.of(
            owner,
            new NewMemory.Parts(null, null, null),
            OffsetDateTime.now(clock),
            new FieldErrors())
        .event(granted ? EventType.CONSENT_GRANTED : EventType.CONSENT_WITHDRAWN)
        .withSubject(SUBJECT)
        .withData("application/json", EventData.write(data))
        .build();
  }
}
