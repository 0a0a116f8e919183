// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signature, issuer, audience and time of a token, by the issuer's published keys. Signatures are
 * those of public keys alone: a shared secret, {@code none}, and keys that a token brings along
 * prove nothing. Thread-safe.
 */
final class TokenVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512);
  private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());
  private static final int LONGEST = 8_192;
  private static final int KEYS_MILLIS = 3_000;
  private static final int KEYS_BYTES = 1 << 20;
  private static final int SKEW_SECONDS = 30;
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration STALE = Duration.ofHours(4);
  private static final Duration AFTER_OUTAGE = Duration.ofSeconds(5);

  private final TokenSettings settings;
  private final JWKSource<SecurityContext> keys;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  TokenVerifier(TokenSettings settings) {
    this.settings = settings;
    this.keys = keys(settings);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("exp", settings.tenantClaim(), settings.userClaim()));
    claims.setMaxClockSkew(SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
  }

  /** Keys are read again for an unknown key id, at most twice in half a minute. */
  private static JWKSource<SecurityContext> keys(TokenSettings settings) {
    return JWKSourceBuilder.create(
            settings.keys(), new DefaultResourceRetriever(KEYS_MILLIS, KEYS_MILLIS, KEYS_BYTES))
        .cache(FRESH.toMillis(), 2L * KEYS_MILLIS)
        .refreshAheadCache(false)
        .retrying(true)
        .outageTolerant(STALE.toMillis())
        .build();
  }

  /** Reads the issuer's keys and makes ready for them, in a thread of its own. */
  void ahead() {
    Thread.startVirtualThread(
        () -> {
          try {
            for (JWK key : keys.get(ANY, null)) {
              tryOut(key);
            }
          } catch (JOSEException e) {
            LOG.warn("keys not read ahead of the first token: {}", e.getMessage());
          }
        });
  }

  /** Java computes a table of points when it first meets P-256, a tenth of a second's work. */
  private static void tryOut(JWK key) throws JOSEException {
    if (key instanceof ECKey point && point.getCurve().equals(Curve.P_256)) {
      byte[] ones = new byte[64];
      Arrays.fill(ones, (byte) 1);
      new ECDSAVerifier(point)
          .verify(new JWSHeader(JWSAlgorithm.ES256), ones, Base64URL.encode(ones));
    }
  }

  /**
   * Whose token it is.
   *
   * @throws Refusal if it is not a good one
   * @throws TryLaterException if the issuer's keys were never read and cannot be read now
   */
  UserKey verify(String token) {
    if (token.length() > LONGEST) {
      throw new Refusal("it is longer than " + LONGEST + " characters");
    }
    try {
      JWTClaimsSet claims = processor.process(token, null);
      return owner(
          claims.getStringClaim(settings.tenantClaim()),
          claims.getStringClaim(settings.userClaim()));
    } catch (ParseException e) {
      throw new Refusal("it cannot be read");
    } catch (BadJOSEException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    } catch (RateLimitReachedException e) {
      throw read() ? new Refusal("its key is unknown") : noKeys(e);
    } catch (JOSEException e) {
      throw noKeys(e);
    }
  }

  /** Whether the issuer's keys are known at all; once they are, they are not read for this. */
  private boolean read() {
    try {
      return !keys.get(ANY, null).isEmpty();
    } catch (JOSEException e) {
      LOG.debug("never read", e);
      return false;
    }
  }

  private TryLaterException noKeys(JOSEException e) {
    LOG.warn("the issuer's keys cannot be had from {}", settings.keys(), e);
    return new TryLaterException("the keys of the token's issuer cannot be had", AFTER_OUTAGE);
  }

  private static UserKey owner(@Nullable String tenant, @Nullable String user) {
    if (tenant == null || user == null || tenant.equals(UserKey.SYSTEM.tenant())) {
      throw new Refusal("it names nobody who has memories");
    }
    try {
      return new UserKey(tenant, user);
    } catch (InvalidEventException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }
}
