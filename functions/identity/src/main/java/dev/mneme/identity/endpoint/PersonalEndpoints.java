// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity.endpoint;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.identity.Identity;
import dev.mneme.identity.Refusal;
import dev.mneme.runtime.Endpoint;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;

/** Makes the endpoints whose handlers are told the caller. Thread-safe. */
public final class PersonalEndpoints {
  private final Identity identity;

  private PersonalEndpoints(Identity identity) {
    this.identity = identity;
  }

  /**
   * Reads the settings of {@link Identity}.
   *
   * @throws SettingsException if a setting is missing or malformed
   */
  public static PersonalEndpoints of(Settings settings) {
    return new PersonalEndpoints(Identity.of(settings));
  }

  /** Reads the issuer's keys while all else is made, as {@link Identity#ahead}. */
  public PersonalEndpoints ahead() {
    identity.ahead();
    return this;
  }

  /**
   * An endpoint that only known callers reach; anybody else is answered 401.
   *
   * @param path as in {@link Endpoint}
   */
  public Endpoint endpoint(String method, String path, PersonalHandler handler) {
    return new Endpoint(method, path, request -> handle(request, handler));
  }

  private Response handle(Request request, PersonalHandler handler) {
    UserKey caller;
    try {
      caller = identity.caller(request.header("Authorization"));
    } catch (Refusal e) {
      return Response.problem(e.problem()).with(Refusal.HEADER, Refusal.CHALLENGE);
    }
    return handler.handle(caller, request);
  }
}
