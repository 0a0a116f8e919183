// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.http;

import dev.mneme.contract.EventType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function that does nothing, at once or for a while, and remembers how long events took to reach
 * it. Events are posted to {@code /}; {@code PUT /mode} sets how it answers, and {@code GET
 * /latencies/<prefix>} tells what it remembers of some users, and forgets.
 */
public final class NoOpFunction {
  /** Header with the time an event was due to be sent, in nanoseconds since the epoch. */
  public static final String DUE = "ce-dueat";

  private static final String LATENCIES = "/latencies/";
  private static final byte[] NO_REPLY =
      "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] EMPTY =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Latencies latencies = new Latencies();
  private volatile Mode mode = new Mode(false, Duration.ZERO);

  private NoOpFunction() {}

  /**
   * How events are answered.
   *
   * @param reply whether with one small event
   * @param work after how long
   */
  public record Mode(boolean reply, Duration work) {
    String text() {
      return reply + " " + work;
    }

    static Mode parse(String text) {
      String[] parts = text.split(" ", 2);
      return new Mode(Boolean.parseBoolean(parts[0]), Duration.parse(parts[1]));
    }
  }

  /** Serves on port {@code PORT} of the loopback interface until it is killed. */
  public static void main(String[] arguments) throws IOException {
    NoOpFunction function = new NoOpFunction();
    int port = Integer.parseInt(System.getenv("PORT"));
    try (ServerSocket listening = new ServerSocket(port, 2_048, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket socket = listening.accept();
        // A blocking read wakes its own thread, with no poller between.
        Thread.ofPlatform().daemon().start(() -> function.serve(socket));
      }
    }
  }

  private void serve(Socket socket) {
    try (HttpStream stream = new HttpStream(socket)) {
      for (HttpStream.Message message = stream.read(); message != null; message = stream.read()) {
        stream.write(message.start().startsWith("POST / ") ? event(message) : control(message));
      }
    } catch (IOException gone) {
      // The caller hung up: there is nobody left to answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] event(HttpStream.Message event) throws InterruptedException {
    @Nullable String due = event.headers().get(DUE);
    if (due != null) {
      latencies.add(event.header("ce-userid", ""), Long.parseLong(due));
    }
    Mode now = mode;
    if (now.work.isPositive()) {
      Thread.sleep(now.work);
    }
    return now.reply ? reply(event) : NO_REPLY;
  }

  private static byte[] reply(HttpStream.Message event) {
    String body = "{\"category\":\"work\",\"confidence\":0.9}";
    return String.format(
            Locale.ROOT,
            """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Content-Length: %d\r
            ce-specversion: 1.0\r
            ce-id: %s-0\r
            ce-source: /functions/noop\r
            ce-type: %s\r
            ce-subject: %s\r
            ce-time: %s\r
            ce-tenant: %s\r
            ce-userid: %s\r
            \r
            %s\
            """,
            body.length(),
            event.header("ce-id", ""),
            EventType.MEMORY_CLASSIFIED.type(),
            event.header("ce-subject", ""),
            event.header("ce-time", ""),
            event.header("ce-tenant", ""),
            event.header("ce-userid", ""),
            body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] control(HttpStream.Message message) {
    if (message.start().startsWith("PUT /mode ")) {
      mode = Mode.parse(new String(message.body(), StandardCharsets.UTF_8));
      return EMPTY;
    }
    String user = message.start().split(" ", -1)[1].substring(LATENCIES.length());
    String body =
        latencies.take(user).stream().map(String::valueOf).collect(Collectors.joining("\n"));
    return ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
