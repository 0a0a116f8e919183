// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before a function, which has its effect whatever happens here: some of its answers do not
 * come out as they went in. One request a connection.
 */
final class SpoilingProxy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoilingProxy.class);

  private final int function;
  private final Function<String, Optional<Spoil>> spoils;
  private final ServerSocket listener;

  /**
   * @param function its port
   * @param spoils what becomes of the answer to the event of an id
   */
  SpoilingProxy(int function, Function<String, Optional<Spoil>> spoils) throws IOException {
    this.function = function;
    this.spoils = spoils;
    this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("spoiling-proxy").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        LOG.debug("proxy: {}", e.getMessage());
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), function)) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      String head = head(in);
      byte[] body = in.readNBytes(Integer.parseInt(header(head, "content-length")));
      OutputStream out = server.getOutputStream();
      out.write(
          head.replaceFirst("(?i)\r\nconnection:[^\r]*", "")
              .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      byte[] answer = server.getInputStream().readAllBytes();
      Optional<Spoil> spoil = spoils.apply(header(head, "ce-id"));
      if (spoil.isPresent()) {
        spoil.get().write(client.getOutputStream());
      } else {
        write(answer, client.getOutputStream());
      }
    } catch (IOException e) {
      LOG.debug("proxy: {}", e.getMessage());
    }
  }

  /** With the word that nothing more comes on this connection. */
  private static void write(byte[] answer, OutputStream out) throws IOException {
    int statusLine = new String(answer, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    out.write(answer, 0, statusLine);
    out.write("Connection: close\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write(answer, statusLine, answer.length - statusLine);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("end of the connection within a head");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static String header(String head, String name) throws IOException {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow(() -> new IOException("no " + name + " in " + head));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
