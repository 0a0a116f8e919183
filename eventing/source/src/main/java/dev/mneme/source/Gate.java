// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Purpose;
import dev.mneme.source.consent.Withdrawals;
import dev.mneme.source.deadletter.Reason;
import dev.mneme.source.forgetting.Forgetting;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event's owner has decided about it, before any function sees it. */
final class Gate {
  private final @Nullable Purpose purpose;
  private final Forgetting forgetting;
  private final Withdrawals withdrawals;

  /**
   * @param purpose of the route; {@code null} where no consent is needed
   */
  Gate(@Nullable Purpose purpose, Forgetting forgetting, Withdrawals withdrawals) {
    this.purpose = purpose;
    this.forgetting = forgetting;
    this.withdrawals = withdrawals;
  }

  /** An end without a request; empty where the event may go to the function. */
  sealed interface End {
    /** As if the function had had it: there is nobody left to have an effect for. */
    record Forgotten(Verdict.Accepted nothing) implements End {}

    /** Kept as a dead letter, to be redriven once it is allowed. */
    record Forbidden(Verdict.Refused why) implements End {}
  }

  /**
   * Decides.
   *
   * @param event whose envelope is good
   */
  Optional<End> before(CloudEvent event) {
    if (forgetting.covers(event)) {
      return Optional.of(new End.Forgotten(new Verdict.Accepted(List.of())));
    }
    if (purpose != null && withdrawals.forbid(purpose, event)) {
      return Optional.of(
          new End.Forbidden(
              new Verdict.Refused(Reason.CONSENT, null, NoConsentException.reason(purpose))));
    }
    return Optional.empty();
  }
}
