// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.identity.Identity;
import io.nats.client.Connection;
import java.time.Clock;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The gateway's HTTP server. */
final class CaptureServer implements AutoCloseable {
  /** A token alone may have half of that. */
  private static final int HEADER_BYTES = 16 << 10;

  private final Server server;
  private final ServerConnector connector;

  CaptureServer(
      CaptureSettings settings,
      Identity identity,
      Connection connection,
      AudioStore audioStore,
      Clock clock) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(new VirtualThreadPool());
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    server.addConnector(connector);
    server.setStopTimeout(Math.max(1, settings.drain().toMillis()));
    server.setHandler(new GracefulHandler(router(identity, connection, audioStore, clock)));
  }

  private static Router router(
      Identity identity, Connection connection, AudioStore audioStore, Clock clock) {
    Metrics metrics = new Metrics();
    Gateway gateway = new Gateway(audioStore, new Publisher(connection, metrics), clock);
    Endpoint ready =
        call ->
            connection.getStatus() == Connection.Status.CONNECTED
                ? Answer.none(204)
                : Answer.none(503);
    return new Router(
        Map.of(
            "/v1/memories", Map.of("POST", new TextEndpoint(gateway, clock).behind(identity)),
            "/v1/memories/audio",
                Map.of("POST", new AudioEndpoint(gateway, clock).behind(identity)),
            "/v1/consent", Map.of("POST", new ConsentEndpoint(gateway, clock).behind(identity)),
            "/v1/events", Map.of("POST", new EventEndpoint(gateway).behind(identity)),
            "/livez", Map.of("GET", call -> Answer.none(204)),
            "/readyz", Map.of("GET", ready),
            "/metrics", Map.of("GET", call -> metrics.scrape())),
        metrics);
  }

  void start() throws Exception {
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Waits for open requests, as long as the settings say. */
  @Override
  public void close() throws Exception {
    server.stop();
  }
}
