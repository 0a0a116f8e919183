// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests to an engine, made and answered in JSON. By {@link HttpURLConnection} and not by the
 * engines' own clients: the index makes its requests itself, and they would bring a second JSON
 * library and prepare TLS for a plain URL, too, together a tenth of a cold start. Thread-safe; the
 * JDK keeps {@code http.maxConnections} idle connections.
 */
public final class EngineHttp {
  private static final String JSON = "application/json";
  private static final byte[] NOTHING = new byte[0];

  private final EngineSettings settings;
  private final String base;

  /** Nothing is connected before the first request. */
  public EngineHttp(EngineSettings settings) {
    this.settings = settings;
    this.base = settings.url().toString().replaceFirst("/+$", "");
  }

  /**
   * Sends a request. When a connection that was kept breaks, the JDK sends it once more: every
   * request of the index says what shall be, so a second one changes nothing.
   *
   * @param path absolute, below the engine's URL
   * @param body JSON or lines of JSON; empty for none
   * @return the answer, whatever its status
   * @throws IOException if there is none
   */
  Reply send(String method, String path, Map<String, String> parameters, byte[] body)
      throws IOException {
    URI uri = uri(path, parameters);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    int timeout = Math.toIntExact(settings.timeout().toMillis());
    connection.setConnectTimeout(timeout);
    connection.setReadTimeout(timeout);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod(method);
    connection.setRequestProperty("Accept", JSON);
    settings.authorization().headers(method, uri, body).forEach(connection::setRequestProperty);
    if (body.length > 0) {
      connection.setRequestProperty("Content-Type", JSON);
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    int status = connection.getResponseCode();
    return new Reply(status, answer(connection, status));
  }

  private URI uri(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] answer(HttpURLConnection connection, int status) throws IOException {
    try (@Nullable InputStream in =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return in == null ? NOTHING : in.readAllBytes();
    }
  }
}
