// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mneme.contract.UserKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Signs tokens with the key of a home. Thread-safe. */
public final class LocalIssuer {
  /** What {@code iss} says. */
  public static final String NAME = "mneme-local";

  private static final String AUDIENCE = "mneme";

  private final RSAKey key;

  private LocalIssuer(RSAKey key) {
    this.key = key;
  }

  /**
   * The issuer of a home; its key is made where there is none.
   *
   * @param folder that keeps the key; only its owner may be able to read it
   */
  public static LocalIssuer in(Path folder) {
    return new LocalIssuer(SigningKey.in(folder));
  }

  /** A token that makes its bearer this user for a while. */
  public String token(UserKey owner, Duration valid) {
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(NAME)
            .audience(AUDIENCE)
            .subject(owner.user())
            .claim("tenant", owner.tenant())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(valid)))
            .build();
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the key of this home cannot sign", e);
    }
  }

  /** The public key as a JSON Web Key Set. */
  String publicKeys() {
    return new JWKSet(key.toPublicJWK()).toString();
  }
}
