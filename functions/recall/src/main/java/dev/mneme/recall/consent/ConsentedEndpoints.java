// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.consent;

import dev.mneme.contract.Purpose;
import dev.mneme.identity.endpoint.PersonalEndpoints;
import dev.mneme.identity.endpoint.PersonalHandler;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Consents;

/**
 * Makes endpoints that answer known callers who allow it. Those that search need none: the search
 * reads the consent with everything else it reads of an owner. Thread-safe.
 */
public final class ConsentedEndpoints {
  private final PersonalEndpoints personal;
  private final Consents consents;

  public ConsentedEndpoints(PersonalEndpoints personal, Consents consents) {
    this.personal = personal;
    this.consents = consents;
  }

  /**
   * An endpoint that answers 403 to whoever withdrew the consent to recall, and 401 to strangers.
   *
   * @param path as in {@link Endpoint}
   */
  public Endpoint endpoint(String method, String path, PersonalHandler handler) {
    return personal.endpoint(
        method,
        path,
        (caller, request) -> {
          consents.check(caller, Purpose.RECALL);
          return handler.handle(caller, request);
        });
  }
}
