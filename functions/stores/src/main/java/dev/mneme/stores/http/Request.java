// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request over {@link HttpURLConnection}: {@code java.net.http} prepares TLS with the whole trust
 * store for a plain URL, too. No redirect is followed. The JDK keeps {@code http.maxConnections}
 * idle connections.
 *
 * @param headers to send beside those that the connection writes by itself
 * @param body empty for none; a PUT says its length even so
 * @param copied whether the JDK may copy the body, to send it once more by itself when a connection
 *     that was kept breaks; else it is written from where it lies, once
 */
public record Request(
    String method, URI uri, Map<String, String> headers, byte[] body, boolean copied) {
  private static final byte[] NOTHING = new byte[0];

  /**
   * Sends it.
   *
   * @return the answer, whatever its status
   * @throws BodyTooLargeException if what was asked for has more bytes than the limit; an error is
   *     always read
   * @throws IOException if there is no answer, or not all of it
   */
  public Reply send(Limits limits) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(millis(limits, limits.connect()));
    connection.setReadTimeout(millis(limits, limits.silence()));
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod(method);
    headers.forEach(connection::setRequestProperty);
    if (body.length > 0 || method.equals("PUT")) {
      write(connection);
    }
    return answer(connection, limits);
  }

  private void write(HttpURLConnection connection) throws IOException {
    connection.setDoOutput(true);
    if (!copied) {
      connection.setFixedLengthStreamingMode(body.length);
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private Reply answer(HttpURLConnection connection, Limits limits) throws IOException {
    try {
      int status = connection.getResponseCode();
      if (status < 0) {
        throw new IOException("no answer of HTTP");
      }
      return new Reply(status, connection.getHeaderFields(), body(connection, status, limits));
    } catch (HttpRetryException e) {
      // 401 to a body that the JDK has no copy of.
      return new Reply(e.responseCode(), Map.of(), NOTHING);
    }
  }

  private byte[] body(HttpURLConnection connection, int status, Limits limits) throws IOException {
    try (@Nullable InputStream in =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      if (in == null || method.equals("HEAD")) {
        return NOTHING;
      }
      boolean asked = status < HttpURLConnection.HTTP_MULT_CHOICE;
      Intake intake = new Intake(limits.deadline(), asked ? limits.mostBytes() : Integer.MAX_VALUE);
      return intake.read(in, connection.getContentLengthLong());
    }
  }

  /** Never 0, which would be for ever. */
  private static int millis(Limits limits, Duration most) {
    Duration left = limits.deadline().left();
    return Math.max(1, Math.toIntExact((left.compareTo(most) < 0 ? left : most).toMillis()));
  }
}
