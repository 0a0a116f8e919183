// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.interfaces.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;

class PemTest {
  @Test
  void aKeyIsReadInEveryForm() throws Exception {
    // Given
    KeyPair rsa = Authority.rsa();
    KeyPair curve = Authority.ellipticCurve();
    PrivateKeyInfo rsaInfo = PrivateKeyInfo.getInstance(rsa.getPrivate().getEncoded());
    PrivateKeyInfo curveInfo = PrivateKeyInfo.getInstance(curve.getPrivate().getEncoded());
    ECPrivateKey sec1 =
        new ECPrivateKey(
            256,
            ECPrivateKey.getInstance(curveInfo.parsePrivateKey()).getKey(),
            curveInfo.getPrivateKeyAlgorithm().getParameters());
    byte[] parameters =
        curveInfo.getPrivateKeyAlgorithm().getParameters().toASN1Primitive().getEncoded();

    // Then
    isRead(pem("PRIVATE KEY", rsa.getPrivate().getEncoded()), rsa.getPrivate());
    isRead(
        pem("RSA PRIVATE KEY", rsaInfo.parsePrivateKey().toASN1Primitive().getEncoded()),
        rsa.getPrivate());
    isRead(pem("PRIVATE KEY", curve.getPrivate().getEncoded()), curve.getPrivate());
    isRead(
        pem("EC PARAMETERS", parameters) + pem("EC PRIVATE KEY", sec1.getEncoded()),
        curve.getPrivate());
  }

  @Test
  void whatIsNoKeyIsRefused() throws Exception {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Pem.key("nothing"))
        .withMessage("no private key in it");
    String garbage = pem("PRIVATE KEY", new byte[] {1, 2, 3});
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Pem.key(garbage));
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    assertThatExceptionOfType(CertificateException.class).isThrownBy(() -> Pem.certificates(""));
    assertThatExceptionOfType(CertificateException.class)
        .isThrownBy(() -> Pem.certificates("-----BEGIN CERTIFICATE-----\nAAAA\n"));
  }

  private static void isRead(String pem, PrivateKey expected) throws IOException {
    assertThat(secret(Pem.key(pem))).isEqualTo(secret(expected));
  }

  private static BigInteger secret(PrivateKey key) {
    return key instanceof RSAPrivateKey rsa
        ? rsa.getPrivateExponent()
        : ((java.security.interfaces.ECPrivateKey) key).getS();
  }

  private static String pem(String type, byte[] content) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    }
    return text.toString();
  }
}
