// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON-RPC 2.0 over HTTP. By {@link HttpURLConnection}, because {@code java.net.http} reads the
 * trust store and prepares TLS and HTTP/2 for a plain URL, too: a tenth of a cold start.
 * Thread-safe.
 */
final class JsonRpc {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final URL url;

  JsonRpc(URI uri) {
    try {
      this.url = uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("node: expected an http or https URL", e);
    }
  }

  /**
   * Asks the node.
   *
   * @param parameters as Jackson writes them
   * @return the result, which may be a JSON null
   * @throws RpcRefusal when the node answers with an error
   * @throws IOException when there is no answer, or it is not one of JSON-RPC
   */
  JsonNode ask(String method, Object... parameters) throws IOException, RpcRefusal {
    Map<String, Object> request =
        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters));
    JsonNode answer = exchange(JsonMapper.shared().writeValueAsBytes(request));
    if (answer.hasNonNull("error")) {
      throw RpcRefusal.of(answer.required("error"));
    }
    if (!answer.has("result")) {
      throw new IOException("the answer has neither result nor error");
    }
    return answer.required("result");
  }

  private JsonNode exchange(byte[] request) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    connection.setReadTimeout(Math.toIntExact(ANSWER.toMillis()));
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    // Of known length, or it would send a second time by itself when the connection breaks.
    connection.setFixedLengthStreamingMode(request.length);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(request);
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      connection.disconnect();
      throw new IOException("HTTP status " + connection.getResponseCode());
    }
    try (InputStream body = connection.getInputStream()) {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new IOException("the answer is not JSON", e);
    }
  }
}
