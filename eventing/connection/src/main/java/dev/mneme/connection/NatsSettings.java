// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import dev.mneme.connection.wire.GuardedDataPort;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.nats.client.JetStreamOptions;
import io.nats.client.Options;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Where NATS is and how a process proves who it is there: {@code MNEME_NATS_URL}, one of {@code
 * MNEME_NATS_CREDS}, {@code MNEME_NATS_NKEY}, {@code MNEME_NATS_USER} with {@code
 * MNEME_NATS_PASSWORD}, and {@code MNEME_NATS_TOKEN}; {@code MNEME_NATS_CA}, {@code
 * MNEME_NATS_CERT} with {@code MNEME_NATS_KEY}, {@code MNEME_NATS_TLS_FIRST}; {@code
 * MNEME_NATS_DOMAIN}.
 */
public final class NatsSettings {
  static final String URL = "MNEME_NATS_URL";
  private static final String DOMAIN = "MNEME_NATS_DOMAIN";
  private static final Set<String> ENCRYPTED = Set.of("tls", "wss");
  private static final Set<String> SCHEMES = Set.of("nats", "tls", "ws", "wss");

  /** Also how long jnats takes to tell that it was refused. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(250);
  private static final Duration RECONNECT_JITTER = Duration.ofMillis(500);

  /** A network that swallows everything is noticed after three of these. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

  private static final int PINGS_WITHOUT_ANSWER = 2;

  private final List<URI> servers;
  private final Credentials credentials;
  private final Optional<SSLContext> tls;
  private final boolean tlsFirst;
  private final Optional<String> domain;

  private NatsSettings(
      List<URI> servers,
      Credentials credentials,
      Optional<SSLContext> tls,
      boolean tlsFirst,
      Optional<String> domain) {
    this.servers = servers;
    this.credentials = credentials;
    this.tls = tls;
    this.tlsFirst = tlsFirst;
    this.domain = domain;
  }

  /**
   * Asks for all that there is to know.
   *
   * @throws SettingsException if something is missing, malformed or contradictory, naming the keys
   */
  public static NatsSettings of(Settings settings) {
    List<URI> servers =
        Arrays.stream(settings.text(URL).split(",", -1)).map(NatsSettings::server).toList();
    Credentials credentials = Credentials.of(settings);
    boolean tlsFirst = settings.flag("MNEME_NATS_TLS_FIRST");
    boolean encrypted =
        tlsFirst || servers.stream().anyMatch(server -> ENCRYPTED.contains(server.getScheme()));
    Optional<String> domain = settings.optionalText(DOMAIN);
    domain
        .filter(name -> !name.matches("[A-Za-z0-9_-]+"))
        .ifPresent(
            name -> {
              throw wrong(DOMAIN, "letters, digits, - and _", name);
            });
    return new NatsSettings(
        servers, credentials, Tls.client(settings, encrypted), tlsFirst, domain);
  }

  /** The servers, for messages; there is no secret in them. */
  @Override
  public String toString() {
    return servers.toString();
  }

  Credentials credentials() {
    return credentials;
  }

  /**
   * What jnats is told.
   *
   * @param name of the connection, as the server's monitoring shows it
   */
  Options options(String name, ConnectionLog log) {
    Options.Builder options =
        Options.builder()
            .servers(servers.stream().map(URI::toString).toArray(String[]::new))
            .connectionName(name)
            .connectionTimeout(CONNECT_LIMIT)
            .maxReconnects(-1)
            .reconnectWait(RECONNECT_PAUSE)
            .reconnectJitter(RECONNECT_JITTER)
            .reconnectJitterTls(RECONNECT_JITTER)
            // What is sent while the server is away fails at once, where its sender can try again,
            // and does not arrive after he was told that it did not.
            .reconnectBufferSize(0)
            .pingInterval(PING_INTERVAL)
            .maxPingsOut(PINGS_WITHOUT_ANSWER)
            .dataPortType(GuardedDataPort.class.getName())
            .errorListener(log)
            .connectionListener(log);
    credentials.addTo(options);
    tls.ifPresent(options::sslContext);
    if (tlsFirst) {
      options.tlsFirst();
    }
    return options.build();
  }

  /** Where requests to JetStream go: the own domain, or the one that was set. */
  JetStreamOptions jetStreamOptions() {
    JetStreamOptions.Builder options = JetStreamOptions.builder();
    domain.ifPresent(options::domain);
    return options.build();
  }

  private static URI server(String text) {
    String expected = "host:port or a URL with one of " + SCHEMES.stream().sorted().toList();
    URI uri;
    try {
      String trimmed = text.trim();
      uri = URI.create(trimmed.contains("://") ? trimmed : "nats://" + trimmed);
    } catch (IllegalArgumentException e) {
      // Not what was found: it may hold a password.
      throw wrong(URL, expected, "something that is no URL");
    }
    if (uri.getRawUserInfo() != null) {
      throw wrong(
          URL,
          "no user in it (that is MNEME_NATS_USER, MNEME_NATS_PASSWORD, MNEME_NATS_TOKEN)",
          "one at " + uri.getHost());
    }
    if (uri.getHost() == null || !SCHEMES.contains(uri.getScheme())) {
      throw wrong(URL, expected, "scheme " + uri.getScheme() + ", host " + uri.getHost());
    }
    return uri;
  }

  private static SettingsException wrong(String key, String expected, String found) {
    return new SettingsException(List.of(key + ": expected " + expected + ", found " + found));
  }
}
