// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS out of PEM files: whom a client trusts, and who it says it is. */
public final class Tls {
  private static final String CA = "MNEME_NATS_CA";
  private static final String CERT = "MNEME_NATS_CERT";
  private static final String KEY = "MNEME_NATS_KEY";
  private static final String EXPECTED_CERTIFICATES = "certificates in PEM";

  private Tls() {}

  /**
   * For an HTTP client: trusts what the JDK trusts and some authorities besides.
   *
   * @param key of the setting that the authorities come from, for the error
   * @param authorities certificates in PEM
   * @throws SettingsException if there is no certificate in them
   */
  public static SSLContext trusting(String key, String authorities) {
    try {
      List<X509Certificate> more = Pem.certificates(authorities);
      Stream<X509Certificate> known = Arrays.stream(trust(null).getAcceptedIssuers());
      return context(null, trust(store(Stream.concat(known, more.stream()).toList())));
    } catch (GeneralSecurityException | IOException e) {
      throw wrong(key, EXPECTED_CERTIFICATES, e);
    }
  }

  /**
   * For a NATS client.
   *
   * @param encrypted whether the servers are such that TLS is spoken in any case
   * @return nothing if neither the servers nor a setting ask for TLS
   * @throws SettingsException if a file does not hold what it should, or one comes without the
   *     other
   */
  static Optional<SSLContext> client(Settings settings, boolean encrypted) {
    Optional<Path> ca = settings.optionalFile(CA);
    Optional<Path> cert = settings.optionalFile(CERT);
    Optional<Path> key = settings.optionalFile(KEY);
    if (cert.isPresent() != key.isPresent()) {
      throw new SettingsException(
          List.of(
              CERT
                  + ", "
                  + KEY
                  + ": expected both or none, found only "
                  + (cert.isPresent() ? "the first" : "the second")));
    }
    if (!encrypted && ca.isEmpty() && cert.isEmpty()) {
      return Optional.empty();
    }
    KeyManager @Nullable [] identity =
        cert.isPresent() && key.isPresent() ? identity(cert.get(), key.get()) : null;
    try {
      // jnats checks the certificate's chain alone, so that any server of the authority could pass
      // for any other.
      return Optional.of(context(identity, new NameCheckingTrust(trust(authorities(ca)))));
    } catch (GeneralSecurityException | IOException e) {
      throw wrong(CA, EXPECTED_CERTIFICATES, e);
    }
  }

  private static @Nullable KeyStore authorities(Optional<Path> file)
      throws GeneralSecurityException, IOException {
    return file.isPresent() ? store(Pem.certificates(Files.readString(file.get()))) : null;
  }

  private static KeyManager[] identity(Path certFile, Path keyFile) {
    List<X509Certificate> chain;
    try {
      chain = Pem.certificates(Files.readString(certFile));
    } catch (GeneralSecurityException | IOException e) {
      throw wrong(CERT, EXPECTED_CERTIFICATES, e);
    }
    try {
      char[] noPassword = new char[0];
      KeyStore store = store(List.of());
      store.setKeyEntry(
          "client",
          Pem.key(Files.readString(keyFile)),
          noPassword,
          chain.toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, noPassword);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw wrong(KEY, "an unencrypted private key in PEM", e);
    }
  }

  private static SSLContext context(
      KeyManager @Nullable [] identity, X509ExtendedTrustManager trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity, new TrustManager[] {trust}, null);
    return context;
  }

  /** Trust in the certificates of a store; of the JDK where there is none. */
  private static X509ExtendedTrustManager trust(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509"));
  }

  private static KeyStore store(List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate certificate : certificates) {
      store.setCertificateEntry(UUID.randomUUID().toString(), certificate);
    }
    return store;
  }

  /** The reason stays inside: parsers quote what they read, and that may be a key. */
  private static SettingsException wrong(String key, String expected, Exception reason) {
    return new SettingsException(
        List.of(
            key
                + ": expected "
                + expected
                + ", found none that can be read ("
                + reason.getClass().getSimpleName()
                + ")"));
  }
}
