// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenVerifierTest {
  private static final UserKey ADA = new UserKey("home", "ada");
  private static final UserKey ANYBODY = new UserKey("Ωmega / 家", "a.b:c@d \"e\" 健二");

  private final TestIssuer issuer = TestIssuer.start();
  private final TokenVerifier verifier = verifier(issuer.environment());

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void goodTokenNamesItsUser() {
    assertThat(verifier.verify(issuer.token(ADA))).isEqualTo(ADA);
    assertThat(verifier.verify(issuer.token(ANYBODY))).isEqualTo(ANYBODY);
  }

  @Test
  void audienceMayBeOneOfSeveral() {
    // Given
    JWTClaimsSet claims = issuer.claims(ADA).audience(List.of("shop", "mneme")).build();

    // Then
    assertThat(verifier.verify(issuer.sign(claims))).isEqualTo(ADA);
  }

  @Test
  void claimsMayHaveOtherNames() {
    // Given
    Map<String, String> environment = new HashMap<>(issuer.environment());
    environment.put("MNEME_TOKEN_TENANT_CLAIM", "https://example/org");
    environment.put("MNEME_TOKEN_USER_CLAIM", "email");
    JWTClaimsSet claims =
        issuer.claims(ADA).claim("https://example/org", "work").claim("email", "a@b").build();

    // Then
    assertThat(verifier(environment).verify(issuer.sign(claims)))
        .isEqualTo(new UserKey("work", "a@b"));
  }

  static Stream<Forged> forged() {
    return Forged.all(ADA);
  }

  @ParameterizedTest
  @MethodSource("forged")
  void forgedTokenIsRefused(Forged forged) {
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> verifier.verify(forged.from(issuer)));
  }

  @Test
  void newKeyOfTheIssuerIsFound() {
    // Given
    verifier.verify(issuer.token(ADA));

    // When
    issuer.rotate();

    // Then
    assertThat(verifier.verify(issuer.token(ADA))).isEqualTo(ADA);
  }

  @Test
  void unknownKeysDoNotMakeItAskTheIssuerEachTime() {
    // When
    for (int i = 0; i < 50; i++) {
      String token = TestIssuer.sign(good(issuer), TestIssuer.key("other " + i));
      assertThatExceptionOfType(Refusal.class).isThrownBy(() -> verifier.verify(token));
    }

    // Then
    assertThat(issuer.fetched()).isLessThanOrEqualTo(2);
    assertThat(verifier.verify(issuer.token(ADA))).isEqualTo(ADA);
  }

  @Test
  void keysCanBeReadAheadOfTheFirstToken() {
    // When
    verifier.ahead();
    await().until(() -> issuer.fetched() == 1);

    // Then
    assertThat(verifier.verify(issuer.token(ADA))).isEqualTo(ADA);
    assertThat(issuer.fetched()).isEqualTo(1);
  }

  @Test
  void whileItsKeysWereNeverReadEveryTokenMayComeBackLater() {
    // Given
    String token = issuer.token(ADA);
    issuer.close();

    // When
    verifier.ahead();

    // Then
    for (int i = 0; i < 4; i++) {
      assertThatExceptionOfType(TryLaterException.class).isThrownBy(() -> verifier.verify(token));
    }
  }

  @Test
  void knownKeysOutliveTheirIssuer() {
    // Given
    verifier.verify(issuer.token(ADA));

    // When
    issuer.close();

    // Then
    assertThat(verifier.verify(issuer.token(ADA))).isEqualTo(ADA);
  }

  @Test
  void issuerThatWasNeverReachedIsWaitedFor() {
    // Given
    issuer.close();

    // Then
    assertThatExceptionOfType(TryLaterException.class)
        .isThrownBy(() -> verifier.verify(issuer.token(ADA)));
  }

  private static JWTClaimsSet good(TestIssuer issuer) {
    return issuer.claims(ADA).build();
  }

  private static TokenVerifier verifier(Map<String, String> environment) {
    return new TokenVerifier(TokenSettings.of(Settings.from(environment)));
  }
}
