// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.UserKey;

/** Whom one may capture for. */
final class Tenants {
  private Tenants() {}

  /** The system's own tenant owns what is said about the audit log; nobody speaks in its name. */
  static void check(UserKey owner, FieldErrors errors) {
    errors.check(
        !owner.tenant().equals(UserKey.SYSTEM.tenant()),
        "tenant",
        owner.tenant(),
        "a tenant other than the system's own");
  }
}
