// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** As much of a registry as a push needs (OCI distribution-spec), in memory. */
final class Registry implements AutoCloseable {
  private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final HttpServer server;

  Registry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v2/", this::handle);
    server.start();
  }

  /** Host and port, as image names begin. */
  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /** Manifests by the path they were put at. */
  Map<String, byte[]> manifests() {
    return manifests;
  }

  /** Blobs by digest. */
  Map<String, byte[]> blobs() {
    return blobs;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    switch (exchange.getRequestMethod()) {
      case "POST" -> accept(exchange, path + UUID.randomUUID(), new byte[0]);
      case "PATCH" -> accept(exchange, path, body);
      case "PUT" -> put(exchange, path, body);
      case "GET" -> answer(exchange, path.equals("/v2/") ? 200 : 404);
      default -> answer(exchange, 404);
    }
  }

  private void accept(HttpExchange exchange, String upload, byte[] body) throws IOException {
    uploads.put(upload, body);
    exchange.getResponseHeaders().set("Location", upload);
    answer(exchange, 202);
  }

  private void put(HttpExchange exchange, String path, byte[] body) throws IOException {
    if (path.contains("/manifests/")) {
      manifests.put(path, body);
      exchange.getResponseHeaders().set("Docker-Content-Digest", digest(body));
      answer(exchange, 201);
      return;
    }
    byte[] uploaded = uploads.getOrDefault(path, new byte[0]);
    String wanted = exchange.getRequestURI().getQuery().replace("digest=", "");
    if (digest(uploaded).equals(wanted)) {
      blobs.put(wanted, uploaded);
      answer(exchange, 201);
    } else {
      answer(exchange, 400);
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
