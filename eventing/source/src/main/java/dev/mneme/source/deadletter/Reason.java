// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why an event became a dead letter. */
public enum Reason {
  /** The message is not a CloudEvent. */
  UNDECODABLE,
  /** The event's type is not one the route takes, or its envelope breaks the contract. */
  INVALID_EVENT,
  /** The function answered with a terminal status. */
  REFUSED,
  /** The event's owner does not allow what the route is for. */
  CONSENT,
  /** The function answered with something that is not a reply the route allows. */
  INVALID_REPLY,
  /** The route's attempts are used up. */
  ATTEMPTS_EXHAUSTED,
  /** The route's deadline has passed. */
  DEADLINE_PASSED,
  /** The server delivered the message as often as its consumer allows, and nobody acknowledged. */
  MAX_DELIVERIES;

  /** All words, for those who count by them. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Reason::word).toList();
  }

  /** The word used in headers, logs and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
