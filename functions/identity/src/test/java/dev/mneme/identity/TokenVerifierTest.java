// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  /** One thing that is wrong with a token. */
  record Forged(String what, Function<TestIssuer, String> token) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Forged> forged() {
    return Stream.of(
        claim("another issuer", c -> c.issuer("https://evil.example")),
        claim("no issuer", c -> c.issuer(null)),
        claim("another audience", c -> c.audience("shop")),
        claim("no audience", c -> c.audience((String) null)),
        claim("expired", c -> c.expirationTime(Date.from(Instant.now().minusSeconds(60)))),
        claim("no end", c -> c.expirationTime(null)),
        claim("not yet", c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(120)))),
        claim("no tenant", c -> c.claim("tenant", null)),
        claim("no user", c -> c.subject(null)),
        claim("empty user", c -> c.subject("")),
        claim("a user with a line break", c -> c.subject("a\nb")),
        claim("a tenant that is a list", c -> c.claim("tenant", List.of("home", "work"))),
        claim("a user that is an object", c -> c.claim("sub", Map.of("$ne", "x"))),
        claim("the system's tenant", c -> c.claim("tenant", "mneme").subject("log")),
        new Forged("an unknown key", i -> TestIssuer.sign(good(i), TestIssuer.key("other"))),
        new Forged("a known key's id", i -> TestIssuer.sign(good(i), TestIssuer.key("first"))),
        new Forged("no signature", i -> new PlainJWT(good(i)).serialize()),
        new Forged("the public key as a secret", TokenVerifierTest::confused),
        new Forged("a key that it brings along", TokenVerifierTest::selfMade),
        new Forged("another's claims under a good signature", TokenVerifierTest::swapped),
        new Forged("a signature cut off", i -> i.token(ADA).replaceAll("[^.]*$", "")),
        new Forged("no token", i -> "x"),
        new Forged("nothing", i -> ""),
        new Forged("very long", i -> "a".repeat(9_000)));
  }

  @ParameterizedTest
  @MethodSource("forged")
  void forgedTokenIsRefused(Forged forged) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> verifier.verify(forged.token().apply(issuer)));
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

  private static Forged claim(
      String what, Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> spoil) {
    return new Forged(what, i -> i.sign(spoil.apply(i.claims(ADA)).build()));
  }

  private static JWTClaimsSet good(TestIssuer issuer) {
    return issuer.claims(ADA).build();
  }

  /** CVE-2015-9235: HS256 with the published key as the secret. */
  private static String confused(TestIssuer issuer) {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
        good(issuer),
        token -> new MACSigner(issuer.key().toECPublicKey().getEncoded()));
  }

  private static String selfMade(TestIssuer issuer) {
    ECKey own = TestIssuer.key("own");
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID("own")
            .jwk(own.toPublicJWK())
            .jwkURL(URI.create("https://evil.example/keys"))
            .build(),
        good(issuer),
        token -> new ECDSASigner(own));
  }

  private static String swapped(TestIssuer issuer) {
    String[] parts = issuer.token(ADA).split("\\.", -1);
    String bens =
        new String(Base64.getUrlDecoder().decode(parts[1]), java.nio.charset.StandardCharsets.UTF_8)
            .replace("ada", "ben");
    parts[1] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(bens.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return String.join(".", parts);
  }

  private interface Signer {
    com.nimbusds.jose.JWSSigner of(SignedJWT token) throws Exception;
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, Signer signer) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer.of(token));
      return token.serialize();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static TokenVerifier verifier(Map<String, String> environment) {
    return new TokenVerifier(TokenSettings.of(Settings.from(environment)));
  }
}
