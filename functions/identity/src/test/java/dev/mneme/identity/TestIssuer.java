// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.mneme.contract.UserKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer with a key of its own, for the tests of functions; publishes it over real HTTP. */
public final class TestIssuer implements AutoCloseable {
  /** What {@code iss} says. */
  public static final String NAME = "https://issuer.example";

  private final HttpServer server;
  private final AtomicInteger fetched = new AtomicInteger();
  private volatile ECKey key = key("first");

  private TestIssuer(HttpServer server) {
    this.server = server;
  }

  /** Publishes its key on a free port of this machine. */
  public static TestIssuer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      TestIssuer issuer = new TestIssuer(server);
      server.createContext(
          "/keys",
          exchange -> {
            try (exchange) {
              issuer.fetched.incrementAndGet();
              byte[] keys =
                  new JWKSet(issuer.key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, keys.length);
              exchange.getResponseBody().write(keys);
            }
          });
      server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of a function that trusts this issuer. */
  public Map<String, String> environment() {
    return Map.of(
        "MNEME_TOKEN_JWKS_URL",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/keys",
        "MNEME_TOKEN_ISSUER",
        NAME);
  }

  /** A good token, for five minutes. */
  public String token(UserKey owner) {
    return sign(claims(owner).build());
  }

  /** The {@code Authorization} header of a request that brings a good token. */
  public String bearer(UserKey owner) {
    return "Bearer " + token(owner);
  }

  /** The claims of a good token, to be spoilt. */
  JWTClaimsSet.Builder claims(UserKey owner) {
    return new JWTClaimsSet.Builder()
        .issuer(NAME)
        .audience("mneme")
        .subject(owner.user())
        .claim("tenant", owner.tenant())
        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
  }

  String sign(JWTClaimsSet claims) {
    return sign(claims, key);
  }

  static String sign(JWTClaimsSet claims, ECKey key) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key that is published. */
  ECKey key() {
    return key;
  }

  /** From now on signs with, and publishes, another key. */
  void rotate() {
    key = key("second");
  }

  /** How often the keys were read. */
  int fetched() {
    return fetched.get();
  }

  static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
