// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Publishes whatever bytes it is given as headers, as a client in another language may. */
final class RawPublisher implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader answers;

  RawPublisher(String url) throws IOException {
    URI server = URI.create(url);
    socket = new Socket(server.getHost(), server.getPort());
    answers =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    send("CONNECT {\"verbose\":false,\"headers\":true}\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Publishes, and waits until the server has seen it. */
  void publish(String subject, byte[] headers, byte[] body) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        "HPUB %s %d %d\r\n"
            .formatted(subject, headers.length, headers.length + body.length)
            .getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(headers);
    all.writeBytes(body);
    all.writeBytes("\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
    send(all.toByteArray());
    String answer = answers.readLine();
    while (!"PONG".equals(answer)) {
      if (answer == null || answer.startsWith("-ERR")) {
        throw new IOException("refused: " + answer);
      }
      answer = answers.readLine();
    }
  }

  private void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
