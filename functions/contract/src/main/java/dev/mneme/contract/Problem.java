// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.util.List;

/**
 * Why a request failed, as RFC 9457 (problem details for HTTP APIs) writes it.
 *
 * @param title what kind of problem, the same for every occurrence
 * @param status HTTP status, 400 to 599
 * @param detail this occurrence, in words
 * @param errors the fields that are wrong; empty where the problem is not about a field
 */
public record Problem(String title, int status, String detail, List<FieldError> errors) {
  /** Media type of the JSON form. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Status of a refusal for want of the user's consent, and of no other refusal of an event. */
  public static final int NO_CONSENT = 403;

  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem that is about no field in particular. */
  public static Problem of(int status, String title, String detail) {
    return new Problem(title, status, detail, List.of());
  }

  /** The problem an invalid event is: 422, with its fields. */
  public static Problem of(InvalidEventException e) {
    return new Problem("Invalid event", 422, String.valueOf(e.getMessage()), e.errors());
  }
}
