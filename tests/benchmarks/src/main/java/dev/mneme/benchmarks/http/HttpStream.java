// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 messages over one connection, in turn (RFC 9112). Bodies have a {@code Content-Length};
 * chunks are not read. For one thread.
 */
public final class HttpStream implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;

  HttpStream(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Connects to a port of this machine. */
  public static HttpStream connect(int port) throws IOException {
    return new HttpStream(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * A message as it came.
   *
   * @param start first line
   * @param headers by name in lower case
   */
  public record Message(String start, Map<String, String> headers, byte[] body) {
    /** A header's value, or what to take where there is none. */
    String header(String name, String otherwise) {
      return headers.getOrDefault(name, otherwise);
    }
  }

  /** Writes bytes and reads the message that answers them. */
  public Message exchange(byte[] request) throws IOException {
    write(request);
    Message answer = read();
    if (answer == null) {
      throw new EOFException("the connection was closed before the answer");
    }
    return answer;
  }

  void write(byte[] message) throws IOException {
    out.write(message);
  }

  /** The next message; {@code null} where the other side has closed instead. */
  @Nullable Message read() throws IOException {
    String start = line();
    if (start == null) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Message(
        start, headers, body(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
  }

  private byte[] body(int length) throws IOException {
    byte[] body = new byte[length];
    int read = 0;
    while (read < length) {
      if (from == to && !fill()) {
        throw new EOFException("the connection was closed within a body");
      }
      int part = Math.min(length - read, to - from);
      System.arraycopy(buffer, from, body, read, part);
      from += part;
      read += part;
    }
    return body;
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream before = new ByteArrayOutputStream(0);
    while (true) {
      for (int i = from; i < to; i++) {
        if (buffer[i] == '\n') {
          before.write(buffer, from, i - from);
          from = i + 1;
          return before.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }
      }
      before.write(buffer, from, to - from);
      if (!fill()) {
        return null;
      }
    }
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
