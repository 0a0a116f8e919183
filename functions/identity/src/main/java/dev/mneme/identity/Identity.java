// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity;

import dev.mneme.contract.Problem;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.runtime.Endpoint;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;
import java.util.List;
import java.util.Locale;

/**
 * Lets in whoever brings a good token, as RFC 6750 says: {@code Authorization: Bearer <token>}. A
 * missing or bad one is answered 401. Thread-safe.
 *
 * <p>Settings: those of {@link TokenSettings}.
 */
public final class Identity {
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final String SCHEME = "bearer ";

  private final TokenVerifier verifier;

  private Identity(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Reads the settings; the issuer's keys are fetched with the first token.
   *
   * @throws SettingsException if a setting is missing or malformed
   */
  public static Identity of(Settings settings) {
    return new Identity(new TokenVerifier(TokenSettings.of(settings)));
  }

  /**
   * An endpoint that only known callers reach.
   *
   * @param path as in {@link Endpoint}
   */
  public Endpoint endpoint(String method, String path, PersonalHandler handler) {
    return new Endpoint(method, path, request -> handle(request, handler));
  }

  private Response handle(Request request, PersonalHandler handler) {
    UserKey caller;
    try {
      caller = caller(request);
    } catch (Refusal e) {
      return refused(e);
    }
    return handler.handle(caller, request);
  }

  /**
   * Whose token the request brings.
   *
   * @throws Refusal if it brings none, or a bad one
   * @throws TryLaterException if the issuer's keys cannot be had
   */
  private UserKey caller(Request request) {
    String header = request.header("Authorization").orElseThrow(() -> new Refusal("none was sent"));
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw new Refusal("the Authorization header has another scheme");
    }
    return verifier.verify(header.substring(SCHEME.length()).strip());
  }

  private static Response refused(Refusal refusal) {
    Problem problem =
        new Problem(
            "Unauthorized",
            401,
            "Authorization: expected a bearer token that is signed, valid now and names a user: "
                + refusal.getMessage(),
            List.of());
    return Response.problem(problem)
        .with(CHALLENGE, "Bearer realm=\"mneme\", error=\"invalid_token\"");
  }
}
