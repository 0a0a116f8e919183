// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mneme.contract.UserKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIssuerTest {
  private static final UserKey ADA = new UserKey("home", "ada");

  @TempDir Path folder;

  @Test
  void tokenHoldsAgainstThePublishedKey() throws Exception {
    // Given
    LocalIssuer issuer = LocalIssuer.in(folder);

    // When
    SignedJWT token = SignedJWT.parse(issuer.token(ADA, Duration.ofMinutes(5)));

    // Then
    try (KeyServer server = KeyServer.start(issuer)) {
      JWKSet keys = JWKSet.load(server.keys().toURL());
      assertThat(keys.toString()).doesNotContain("\"d\"");
      assertThat(
              token.verify(
                  new RSASSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
          .isTrue();
    }
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("ada");
    assertThat(token.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("home");
    assertThat(token.getJWTClaimsSet().getExpirationTime())
        .isBefore(Date.from(Instant.now().plus(Duration.ofMinutes(6))));
  }

  @Test
  void keyOutlivesTheProcessAndIsItsOwnersAlone() throws Exception {
    // Given
    String keys = LocalIssuer.in(folder).publicKeys();

    // Then
    assertThat(LocalIssuer.in(folder).publicKeys()).isEqualTo(keys);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("rsa.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void damagedKeyIsNamed() throws Exception {
    // Given
    Files.writeString(folder.resolve("rsa.json"), "{}");

    // Then
    assertThatIllegalStateException()
        .isThrownBy(() -> LocalIssuer.in(folder))
        .withMessageContaining("rsa.json: expected a JSON Web Key");
  }
}
