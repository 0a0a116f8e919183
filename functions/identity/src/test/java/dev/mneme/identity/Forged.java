// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mneme.contract.UserKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A token with one thing wrong, for the tests of whoever lets callers in. */
public final class Forged {
  private final String what;
  private final Function<TestIssuer, String> token;

  private Forged(String what, Function<TestIssuer, String> token) {
    this.what = what;
    this.token = token;
  }

  /** The token, where this issuer is the one that counts. */
  public String from(TestIssuer issuer) {
    return token.apply(issuer);
  }

  @Override
  public String toString() {
    return what;
  }

  /** Tokens that would make their bearer {@code owner}, were they good. */
  public static Stream<Forged> all(UserKey owner) {
    return Stream.concat(claims(owner), signatures(owner));
  }

  private static Stream<Forged> claims(UserKey owner) {
    return Stream.of(
        claim(owner, "another issuer", c -> c.issuer("https://evil.example")),
        claim(owner, "no issuer", c -> c.issuer(null)),
        claim(owner, "another audience", c -> c.audience("shop")),
        claim(owner, "no audience", c -> c.audience((String) null)),
        claim(owner, "expired", c -> c.expirationTime(Date.from(Instant.now().minusSeconds(60)))),
        claim(owner, "no end", c -> c.expirationTime(null)),
        claim(owner, "not yet", c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(120)))),
        claim(owner, "no tenant", c -> c.claim("tenant", null)),
        claim(owner, "no user", c -> c.subject(null)),
        claim(owner, "empty user", c -> c.subject("")),
        claim(owner, "a user with a line break", c -> c.subject("a\nb")),
        claim(owner, "a tenant that is a list", c -> c.claim("tenant", List.of("home", "work"))),
        claim(owner, "a user that is an object", c -> c.claim("sub", Map.of("$ne", "x"))),
        claim(owner, "the system's tenant", c -> c.claim("tenant", "mneme").subject("log")));
  }

  private static Stream<Forged> signatures(UserKey owner) {
    Function<TestIssuer, JWTClaimsSet> good = issuer -> issuer.claims(owner).build();
    return Stream.of(
        new Forged("an unknown key", i -> TestIssuer.sign(good.apply(i), TestIssuer.key("other"))),
        new Forged(
            "a known key's id", i -> TestIssuer.sign(good.apply(i), TestIssuer.key("first"))),
        new Forged("no signature", i -> new PlainJWT(good.apply(i)).serialize()),
        new Forged("the public key as a secret", i -> confused(i, good.apply(i))),
        new Forged("a key that it brings along", i -> selfMade(good.apply(i))),
        new Forged("another's claims under a good signature", i -> swapped(i, owner)),
        new Forged("a signature cut off", i -> i.token(owner).replaceAll("[^.]*$", "")),
        new Forged("no token", i -> "x"),
        new Forged("nothing", i -> ""),
        new Forged("very long", i -> "a".repeat(9_000)));
  }

  private static Forged claim(
      UserKey owner, String what, UnaryOperator<JWTClaimsSet.Builder> spoil) {
    return new Forged(what, i -> i.sign(spoil.apply(i.claims(owner)).build()));
  }

  /** CVE-2015-9235: HS256 with the published key as the secret. */
  private static String confused(TestIssuer issuer, JWTClaimsSet claims) {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
        claims,
        () -> new MACSigner(issuer.key().toECPublicKey().getEncoded()));
  }

  private static String selfMade(JWTClaimsSet claims) {
    ECKey own = TestIssuer.key("own");
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID("own")
            .jwk(own.toPublicJWK())
            .jwkURL(URI.create("https://evil.example/keys"))
            .build(),
        claims,
        () -> new ECDSASigner(own));
  }

  private static String swapped(TestIssuer issuer, UserKey owner) {
    String[] parts = issuer.token(new UserKey("elsewhere", "mallory")).split("\\.", -1);
    parts[1] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                issuer.claims(owner).build().toString().getBytes(StandardCharsets.UTF_8));
    return String.join(".", parts);
  }

  private interface Signing {
    JWSSigner signer() throws JOSEException;
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, Signing signing) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signing.signer());
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
