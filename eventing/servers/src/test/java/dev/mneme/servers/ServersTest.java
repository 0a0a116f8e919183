// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each server is killed as by {@code kill -9}, and has to have its data again afterwards. */
class ServersTest {
  @TempDir Path directory;

  @Test
  void natsKeepsItsStreams() throws IOException, InterruptedException, JetStreamApiException {
    try (NatsServer server = NatsServer.start(new Home(directory))) {
      // Given
      try (Connection nats = Nats.connect(server.url())) {
        nats.jetStreamManagement()
            .addStream(
                StreamConfiguration.builder()
                    .name("S")
                    .subjects("s.>")
                    .storageType(StorageType.File)
                    .build());
        nats.jetStream().publish("s.1", "kept".getBytes(StandardCharsets.UTF_8));
      }

      // When
      server.kill();
      assertThat(server.running()).isFalse();
      server.start();

      // Then
      try (Connection nats = Nats.connect(server.url())) {
        assertThat(nats.getStreamContext("S").getMessage(1).getData()).asString().isEqualTo("kept");
      }
    }
  }

  @Test
  void postgresKeepsWhatWasCommitted() throws SQLException {
    Home home = new Home(directory);
    try (PostgresServer server = PostgresServer.start(home, PostgresServer.Durability.KEPT)) {
      // Given
      query(server, "create table t as select 'kept' as v; select current_setting('fsync')", "on");

      // When
      server.kill();
      server.start();

      // Then
      query(server, "select v from t", "kept");
    }

    // And another run of the same home finds it, too
    try (PostgresServer server = PostgresServer.start(home, PostgresServer.Durability.THROWAWAY)) {
      query(server, "select v from t", "kept");
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void anvilKeepsItsChain() throws IOException, InterruptedException {
    Home home = new Home(directory);
    try (Anvil anvil = Anvil.start(home)) {
      rpc(anvil, "anvil_mine", "\"0x5\"");
      assertThat(rpc(anvil, "eth_blockNumber", "")).contains("\"0x5\"");
    }

    try (Anvil anvil = Anvil.start(home)) {
      assertThat(rpc(anvil, "eth_blockNumber", "")).contains("\"0x5\"");
      assertThat(rpc(anvil, "eth_chainId", "")).contains("\"0x7a69\"");
    }
  }

  @Test
  void s3ForbidsWhatIsNotSigned() throws IOException, InterruptedException {
    try (S3Server server = S3Server.start(new Home(directory), "memories");
        HttpClient http = HttpClient.newHttpClient()) {
      // When
      HttpRequest unsigned =
          HttpRequest.newBuilder(server.endpoint().resolve("/memories/x"))
              .PUT(HttpRequest.BodyPublishers.ofString("x"))
              .build();

      // Then
      assertThat(http.send(unsigned, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
      assertThat(directory.resolve("s3/buckets/memories")).isEmptyDirectory();
    }
  }

  @Test
  void theRegistryAnswersToItsOwnPasswordOnlyAlsoAfterACrash() throws Exception {
    assumeTrue(
        RegistryServer.canStart(),
        "skipped: the registry is built by Go; install Go 1.21 or newer");
    try (RegistryServer server = RegistryServer.start(new Home(directory))) {
      // Given
      assertThat(status(server, "wrong")).isEqualTo(401);

      // When
      server.kill();
      server.start();

      // Then
      assertThat(status(server, server.password())).isEqualTo(200);
      assertThat(status(server, "wrong")).isEqualTo(401);
    }
  }

  private static int status(RegistryServer server, String password)
      throws IOException, InterruptedException {
    String user = RegistryServer.user() + ":" + password;
    String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + server.address() + "/v2/"))
              .header("Authorization", "Basic " + basic)
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static void query(PostgresServer server, String sql, String expected)
      throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (!rows) {
        rows = statement.getMoreResults();
      }
      try (ResultSet result = statement.getResultSet()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString(1)).isEqualTo(expected);
      }
    }
  }

  private static String rpc(Anvil anvil, String method, String parameters)
      throws IOException, InterruptedException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameters);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(anvil.rpc())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
