// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A function that sends the same bytes to whoever asks, and hangs up. */
final class Cut implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cut.class);

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)\\s*$");

  private final ServerSocket listening;

  Cut(String sent) throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(sent.getBytes(StandardCharsets.ISO_8859_1)));
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
  }

  private void serve(byte[] sent) {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        drain(socket.getInputStream());
        socket.getOutputStream().write(sent);
      } catch (IOException e) {
        // This caller has gone, or the test is over; there may be a next one.
        LOG.debug("hung up on", e);
      }
    }
  }

  /** What is left unread would make of the hanging up a reset, which takes the bytes with it. */
  private static void drain(InputStream request) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = request.read();
      if (next < 0) {
        throw new EOFException("in the head of a request: " + head);
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    if (!length.find()) {
      throw new IOException("no Content-Length in the head of a request: " + head);
    }
    request.skipNBytes(Long.parseLong(length.group(1)));
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
