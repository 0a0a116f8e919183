// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.mneme.connection.NatsConnection;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyLoader;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item 9 as a whole: a process with everything that Knative sets. */
class KnativeTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PASSWORD = "password";

  @TempDir private Path directory;

  @Test
  void whatKnativeSetsIsTakenOrPassedOver() throws Exception {
    // Given
    Path keys = directory.resolve("keys.p12");
    Path pem = directory.resolve("function.pem");
    keytool(keys, "-genkeypair -alias f -keyalg EC -dname CN=function -ext san=ip:127.0.0.1");
    keytool(keys, "-exportcert -alias f -rfc -file " + pem);
    List<String> regions = new CopyOnWriteArrayList<>();
    HttpsServer function = function(keys, regions);

    try (NatsServer server = NatsServer.start(new Home(directory));
        NatsConnection nats = NatsConnection.connect(server.url(), "test")) {
      new TopologyLoader(nats.jetStreamManagement(), nats.keyValueManagement())
          .apply(Topology.shipped());
      Map<String, String> environment = new HashMap<>();
      environment.put("MNEME_NATS_URL", server.url());
      environment.put("MNEME_ROUTE", "classify");
      environment.put("K_SINK", "https://127.0.0.1:" + function.getAddress().getPort() + "/");
      environment.put("K_CA_CERTS", Files.readString(pem));
      environment.put("K_CE_OVERRIDES", "{\"extensions\":{\"region\":\"eu\"}}");
      for (String key :
          List.of(
              "K_LOGGING_CONFIG",
              "K_METRICS_CONFIG",
              "K_OBSERVABILITY_CONFIG",
              "K_COMPONENT",
              "K_SOMETHING_NEW",
              "NAMESPACE",
              "NAME")) {
        environment.put(key, "{ not for the source");
      }

      // When
      nats.jetStream().publish(Messages.publishable(Messages.text("ada", "1")));
      try (RunningSource source = new RunningSource(directory.resolve("source"), environment)) {
        source.awaitReady();

        // Then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(regions).containsExactly("eu"));
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    nats.jetStreamManagement()
                            .getStreamInfo("mneme-classify")
                            .getStreamState()
                            .getMsgCount()
                        == 0);
      }
    } finally {
      function.stop(0);
    }
  }

  private static HttpsServer function(Path keys, List<String> regions) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory identity =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    identity.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            regions.add(String.valueOf(exchange.getRequestHeaders().getFirst("ce-region")));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    return server;
  }

  private static void keytool(Path store, String arguments) throws Exception {
    List<String> line =
        Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                Stream.of((arguments + " -storetype PKCS12 -storepass " + PASSWORD).split(" ", -1)))
            .toList();
    line = Stream.concat(line.stream(), Stream.of("-keystore", store.toString())).toList();
    Process process = new ProcessBuilder(line).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
