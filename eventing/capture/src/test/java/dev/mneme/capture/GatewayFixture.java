// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.connection.NatsSettings;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.identity.Identity;
import dev.mneme.identity.TestIssuer;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyLoader;
import io.cloudevents.CloudEvent;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A gateway on a real NATS server that has the shipped topology. */
final class GatewayFixture implements AutoCloseable {
  /** Whose token goes with requests that say nothing else. */
  static final UserKey ANN = new UserKey("acme", "ann");

  private static final String AUTHORIZATION = "Authorization";

  final NatsServer nats;
  final Connection connection;
  final TestIssuer issuer = TestIssuer.start();
  private final CaptureServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  GatewayFixture(Path directory, AudioStore audioStore, Clock clock) throws Exception {
    nats = NatsServer.start(new Home(directory));
    connection =
        Nats.connect(
            Options.builder()
                .server(nats.url())
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(50))
                .reconnectBufferSize(0)
                .build());
    new TopologyLoader(connection.jetStreamManagement(), connection.keyValueManagement())
        .apply(Topology.shipped());
    server =
        new CaptureServer(
            new CaptureSettings(
                NatsSettings.of(Settings.from(Map.of("MNEME_NATS_URL", nats.url()))),
                "127.0.0.1",
                0,
                Duration.ofSeconds(5)),
            Identity.of(Settings.from(issuer.environment())),
            connection,
            audioStore,
            clock);
    server.start();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    return post(path, headers, BodyPublishers.ofString(body));
  }

  HttpResponse<String> post(
      String path, Map<String, String> headers, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).POST(body);
    headers.forEach(request::header);
    if (!headers.containsKey(AUTHORIZATION)) {
      request.header(AUTHORIZATION, issuer.bearer(ANN));
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** A memory of Ann's. */
  HttpResponse<String> memory(String json) throws IOException, InterruptedException {
    return memory(ANN, json);
  }

  HttpResponse<String> memory(UserKey owner, String json) throws IOException, InterruptedException {
    return post(
        "/v1/memories",
        Map.of("Content-Type", "application/json", AUTHORIZATION, issuer.bearer(owner)),
        json);
  }

  /** The newest event of a stream. */
  CloudEvent last(String stream) throws IOException, JetStreamApiException {
    var context = connection.getStreamContext(stream);
    var message = context.getMessage(context.getStreamInfo().getStreamState().getLastSequence());
    return NatsMessageFactory.createReader(message.getHeaders(), message.getData()).toEvent();
  }

  long count(String stream) throws IOException, JetStreamApiException {
    return connection.getStreamContext(stream).getStreamInfo().getStreamState().getMsgCount();
  }

  String lastSubject(String stream) throws IOException, JetStreamApiException {
    var context = connection.getStreamContext(stream);
    return context
        .getMessage(context.getStreamInfo().getStreamState().getLastSequence())
        .getSubject();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Override
  public void close() throws Exception {
    http.close();
    server.close();
    connection.close();
    nats.close();
    issuer.close();
  }
}
