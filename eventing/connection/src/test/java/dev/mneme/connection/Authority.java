// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/** Makes certificates for tests, and their PEM files. */
final class Authority {
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final Path directory;

  Authority(Path directory) throws Exception {
    this.directory = directory;
    this.keys = ellipticCurve();
    this.certificate = signed("CN=authority", keys, keys.getPrivate(), "CN=authority", null);
  }

  /** Certificate and key in files. */
  record Identity(Path certificate, Path key) {}

  Path file() {
    return write("authority", certificate);
  }

  /** A certificate for an IP address, or for a client's name. */
  Identity issue(String name, GeneralName alternative, KeyPair keyPair) throws Exception {
    X509Certificate issued =
        signed("CN=" + name, keyPair, keys.getPrivate(), "CN=authority", alternative);
    PrivateKey key = keyPair.getPrivate();
    // RSA as PKCS #1, as cert-manager writes it unless told otherwise.
    Object written =
        key.getAlgorithm().equals("RSA") ? key : new PemObject("PRIVATE KEY", key.getEncoded());
    return new Identity(write(name + "-certificate", issued), write(name + "-key", written));
  }

  Identity server(String address) throws Exception {
    return issue("server", new GeneralName(GeneralName.iPAddress, address), ellipticCurve());
  }

  static KeyPair ellipticCurve() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static X509Certificate signed(
      String subject,
      KeyPair pair,
      PrivateKey signer,
      String issuer,
      @Nullable GeneralName alternative)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(1, ChronoUnit.DAYS)),
            Date.from(now.plus(1, ChronoUnit.DAYS)),
            new X500Name(subject),
            pair.getPublic());
    builder.addExtension(
        Extension.basicConstraints, true, new BasicConstraints(alternative == null));
    if (alternative != null) {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternative));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
  }

  private Path write(String name, Object object) {
    try (StringWriter text = new StringWriter()) {
      try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
        writer.writeObject(object);
      }
      return Files.writeString(directory.resolve(name + ".pem"), text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
