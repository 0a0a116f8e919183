// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.servers.Ports;
import io.nats.client.NKey;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Item 8: every way to reach a real server, and what happens where it does not let one in. */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionsTest {
  private static final String SECRET = "correct-horse";

  @TempDir private Path directory;

  @Test
  void userAndPassword() throws Exception {
    try (NatsServer server =
        server("authorization { user: ann, password: \"%s\" }".formatted(SECRET))) {
      works(server, Map.of("MNEME_NATS_USER", "ann", "MNEME_NATS_PASSWORD", SECRET));
      Path file = Files.writeString(directory.resolve("password"), SECRET + "\n");
      works(server, Map.of("MNEME_NATS_USER", "ann", "MNEME_NATS_PASSWORD_FILE", file.toString()));
      isRefused(
          server,
          Map.of("MNEME_NATS_USER", "ann", "MNEME_NATS_PASSWORD", "battery-staple"),
          "MNEME_NATS_USER with MNEME_NATS_PASSWORD");
      isRefused(
          server,
          Map.of(),
          "[MNEME_NATS_CREDS, MNEME_NATS_NKEY, MNEME_NATS_USER, MNEME_NATS_TOKEN] (none is set)");
    }
  }

  @Test
  void token() throws Exception {
    try (NatsServer server = server("authorization { token: \"%s\" }".formatted(SECRET))) {
      works(server, Map.of("MNEME_NATS_TOKEN", SECRET));
    }
  }

  @Test
  void nkey() throws Exception {
    // Given
    NKey user = NKey.createUser(new SecureRandom());
    Path seed = Files.writeString(directory.resolve("nkey"), new String(user.getSeed()) + "\n");

    try (NatsServer server =
        server(
            "authorization { users: [ { nkey: %s } ] }"
                .formatted(new String(user.getPublicKey())))) {
      works(server, Map.of("MNEME_NATS_NKEY", seed.toString()));
    }
  }

  @Test
  void credentialsAsSynadiaCloudGivesThemOut() throws Exception {
    // Given
    Operator operator = new Operator();
    Path creds = operator.user(directory.resolve("user.creds"));
    Path foreign = new Operator().user(directory.resolve("foreign.creds"));

    try (NatsServer server = server(operator.configuration())) {
      works(server, Map.of("MNEME_NATS_CREDS", creds.toString()));
      isRefused(server, Map.of("MNEME_NATS_CREDS", foreign.toString()), "MNEME_NATS_CREDS");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tls(boolean first) throws Exception {
    // Given
    Authority authority = new Authority(directory);
    Authority.Identity identity = authority.server("127.0.0.1");
    String configuration =
        "tls { cert_file: \"%s\", key_file: \"%s\", handshake_first: %s }"
            .formatted(identity.certificate(), identity.key(), first);

    try (NatsServer server = server(configuration)) {
      Map<String, String> trusting =
          Map.of("MNEME_NATS_CA", authority.file().toString(), "MNEME_NATS_TLS_FIRST", "" + first);
      works(server, trusting);
      Map<String, String> others = new HashMap<>(trusting);
      others.remove("MNEME_NATS_CA");
      assertThatExceptionOfType(IOException.class)
          .as("the JDK does not know this authority")
          .isThrownBy(() -> open("tls://127.0.0.1:" + server.port(), others));
    }
  }

  @Test
  void aCertificateForAnotherNameIsNotTrusted() throws Exception {
    // Given
    Authority authority = new Authority(directory);
    Authority.Identity identity = authority.server("127.0.0.2");

    try (NatsServer server =
        server(
            "tls { cert_file: \"%s\", key_file: \"%s\" }"
                .formatted(identity.certificate(), identity.key()))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> open(server.url(), Map.of("MNEME_NATS_CA", authority.file().toString())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void mutualTls(String algorithm) throws Exception {
    // Given
    Authority authority = new Authority(directory);
    Authority.Identity identity = authority.server("127.0.0.1");
    KeyPair pair = algorithm.equals("EC") ? Authority.ellipticCurve() : Authority.rsa();
    Authority.Identity client =
        authority.issue("source", new GeneralName(GeneralName.dNSName, "source"), pair);

    try (NatsServer server =
        server(
            """
            tls { cert_file: "%s", key_file: "%s", ca_file: "%s", verify_and_map: true }
            authorization { users: [ { user: "source" } ] }
            """
                .formatted(identity.certificate(), identity.key(), authority.file()))) {
      works(
          server,
          Map.of(
              "MNEME_NATS_CA", authority.file().toString(),
              "MNEME_NATS_CERT", client.certificate().toString(),
              "MNEME_NATS_KEY", client.key().toString()));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> open(server.url(), Map.of("MNEME_NATS_CA", authority.file().toString())));
    }
  }

  @Test
  void severalServersOfWhichOneIsEnough() throws Exception {
    // Given
    String dead = "127.0.0.1:" + Ports.free();
    try (NatsServer one = NatsServer.start(new Home(directory.resolve("one")));
        NatsServer two = NatsServer.start(new Home(directory.resolve("two")));
        NatsConnection nats = open(dead + ", " + one.url() + "," + two.url(), Map.of())) {
      NatsServer connected = at(nats, one) ? one : two;
      NatsServer other = connected == one ? two : one;

      // When
      connected.kill();

      // Then
      await().until(() -> nats.connected() && at(nats, other));
    }
  }

  @Test
  void whatIsSentWhileTheServerIsAwayFailsAtOnce() throws Exception {
    try (NatsServer server = NatsServer.start(new Home(directory));
        NatsConnection nats = open(server.url(), Map.of())) {
      // Given
      stream(nats);
      server.kill();
      await().until(() -> !nats.connected());

      // When / Then
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> nats.jetStream().publish("s.1", bytes("away")));

      // When
      server.start();
      await().until(nats::connected);
      nats.jetStream().publish("s.1", bytes("back"));

      // Then
      assertThat(nats.jetStreamManagement().getMessage("S", 1).getData())
          .asString()
          .isEqualTo("back");
    }
  }

  @Test
  void aLeafReachesTheHubsJetStreamByItsDomain() throws Exception {
    // Given
    int leafs = Ports.free();
    try (NatsServer hub =
            server(
                "hub",
                "jetstream { domain: hub }\nleafnodes { host: 127.0.0.1, port: %d }"
                    .formatted(leafs));
        NatsServer leaf =
            server(
                "leaf",
                """
                jetstream { domain: leaf }
                leafnodes { remotes: [ { url: "nats://127.0.0.1:%d" } ] }
                """
                    .formatted(leafs));
        NatsConnection atHub = open(hub.url(), Map.of());
        NatsConnection atLeaf = open(leaf.url(), Map.of("MNEME_NATS_DOMAIN", "hub"))) {
      stream(atHub);
      atHub.keyValueManagement().create(KeyValueConfiguration.builder().name("B").build());

      // When
      await()
          .ignoreExceptions()
          .until(() -> atLeaf.jetStreamManagement().getStreamNames().contains("S"));
      atLeaf.jetStream().publish("s.1", bytes("from the leaf"));
      atLeaf.keyValue("B").put("key", "from the leaf");

      // Then
      assertThat(atHub.jetStreamManagement().getMessage("S", 1).getData())
          .asString()
          .isEqualTo("from the leaf");
      assertThat(atHub.keyValue("B").get("key").getValueAsString()).isEqualTo("from the leaf");
    }
  }

  private NatsServer server(String configuration) throws IOException {
    return server("server", configuration);
  }

  private NatsServer server(String name, String configuration) throws IOException {
    Path file = Files.writeString(directory.resolve(name + ".conf"), configuration);
    return NatsServer.start(new Home(directory.resolve(name)), file);
  }

  private static NatsConnection open(String url, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("MNEME_NATS_URL", url);
    return NatsConnection.connect(NatsSettings.of(Settings.from(all)), "test");
  }

  private static void works(NatsServer server, Map<String, String> settings) throws Exception {
    try (NatsConnection nats = open(server.url(), settings)) {
      stream(nats);
      nats.jetStream().publish("s.1", bytes("stored"));
      assertThat(nats.connection().getServerInfo().getPort()).isEqualTo(server.port());
    }
  }

  private static void isRefused(NatsServer server, Map<String, String> settings, String keys) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> open(server.url(), settings))
        .withMessage(
            "settings: %s: [%s] refuses it: Authentication error connecting to NATS server:"
                + " Authorization Violation",
            keys, server.url());
  }

  private static void stream(NatsConnection nats) throws Exception {
    nats.jetStreamManagement()
        .addStream(
            StreamConfiguration.builder()
                .name("S")
                .subjects("s.>")
                .storageType(StorageType.File)
                .build());
  }

  private static boolean at(NatsConnection nats, NatsServer server) {
    return nats.connection().getServerInfo().getPort() == server.port();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
