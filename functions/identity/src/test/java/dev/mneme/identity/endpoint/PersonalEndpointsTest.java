// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.identity.TestIssuer;
import dev.mneme.runtime.Beans;
import dev.mneme.runtime.Endpoint;
import dev.mneme.runtime.FunctionApplication;
import dev.mneme.runtime.Response;
import dev.mneme.runtime.RunningFunction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Over real HTTP, as a function uses it. */
class PersonalEndpointsTest {
  /** One endpoint that tells the caller's name. */
  static final class Whoami implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
      Beans.add(beans, Endpoint.class, with -> whoami(with.bean(Settings.class)));
    }

    private static Endpoint whoami(Settings settings) {
      return PersonalEndpoints.of(settings)
          .endpoint("GET", "/v1/whoami", (caller, request) -> Response.json(caller));
    }
  }

  private static final UserKey ADA = new UserKey("home", "ada");

  private static TestIssuer issuer;
  private static RunningFunction function;

  @BeforeAll
  static void start() {
    issuer = TestIssuer.start();
    Map<String, String> environment = new HashMap<>(issuer.environment());
    environment.put("PORT", "0");
    function = FunctionApplication.start(new Whoami(), environment);
  }

  @AfterAll
  static void stop() {
    function.close();
    issuer.close();
  }

  @Test
  void callerIsWhomTheTokenNames() throws Exception {
    // When
    HttpResponse<String> response = get(issuer.bearer(ADA), "?tenant=work&user=ben");

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"tenant\":\"home\",\"user\":\"ada\"}");
  }

  @Test
  void schemeIsReadWhateverItsCase() throws Exception {
    assertThat(get("bEARER " + issuer.token(ADA), "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x.y.z", "Basic YWRhOng=", "Bearer null"})
  void withoutAGoodTokenNobodyIsLetIn(String authorization) throws Exception {
    // When
    HttpResponse<String> response = get(authorization, "?tenant=home&user=ada");

    // Then
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("www-authenticate"))
        .hasValue("Bearer realm=\"mneme\", error=\"invalid_token\"");
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("Authorization: expected a bearer token");
  }

  @Test
  void settingsThatCannotBeAreNamed() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> PersonalEndpoints.of(Settings.from(Map.of("MNEME_TOKEN_ISSUER", "x"))))
        .withMessageContaining("MNEME_TOKEN_JWKS_URL");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () ->
                PersonalEndpoints.of(
                    Settings.from(
                        Map.of(
                            "MNEME_TOKEN_JWKS_URL", "file:/etc/keys", "MNEME_TOKEN_ISSUER", "x"))))
        .withMessage(
            "settings: MNEME_TOKEN_JWKS_URL: expected an http or https URL, found file:/etc/keys");
  }

  private static HttpResponse<String> get(String authorization, String query) throws Exception {
    URI uri = function.uri().resolve("/v1/whoami" + query);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }
}
