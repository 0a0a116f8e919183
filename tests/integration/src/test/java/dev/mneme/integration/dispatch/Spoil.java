// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What may become of an answer on its way. */
enum Spoil {
  /** The connection is closed without a word. */
  NOTHING(null) {
    @Override
    void write(OutputStream out) {}
  },
  /** Half of the body that the head promises. */
  HALF(null) {
    @Override
    void write(OutputStream out) throws IOException {
      head(out, "application/cloudevents+json", 100);
      out.write("{\"specversion\":\"1.0\",".getBytes(StandardCharsets.US_ASCII));
    }
  },
  /** Bytes that are not HTTP. */
  NOISE(null) {
    @Override
    void write(OutputStream out) throws IOException {
      out.write(noise(2_000));
    }
  },
  /** A page. */
  WRONG_TYPE("invalid-reply") {
    @Override
    void write(OutputStream out) throws IOException {
      byte[] page = "<html><body>It works!</body></html>".getBytes(StandardCharsets.US_ASCII);
      head(out, "text/html", page.length);
      out.write(page);
    }
  },
  /** An event as the head has it, but not as the body has it. */
  GARBAGE("invalid-reply") {
    @Override
    void write(OutputStream out) throws IOException {
      byte[] garbage = noise(2_000);
      head(out, "application/cloudevents+json", garbage.length);
      out.write(garbage);
    }
  },
  /** Ten megabytes, more than the server takes in one message. */
  TEN_MEGABYTES("invalid-reply") {
    @Override
    void write(OutputStream out) throws IOException {
      byte[] data = new byte[10 << 20];
      head(out, "application/cloudevents+json", data.length);
      out.write(data);
    }
  },
  /** One byte now and then, without an end. */
  ENDLESS("deadline-passed") {
    @Override
    void write(OutputStream out) throws IOException {
      head(out, "application/cloudevents+json", Integer.MAX_VALUE);
      while (true) {
        out.write(' ');
        out.flush();
        LockSupport.parkNanos(100_000_000);
      }
    }
  };

  private final @Nullable String end;

  Spoil(@Nullable String end) {
    this.end = end;
  }

  abstract void write(OutputStream out) throws IOException;

  /** The reason of the dead letter that follows; none if the event is tried again. */
  Optional<String> end() {
    return Optional.ofNullable(end);
  }

  private static void head(OutputStream out, String type, int length) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(type, length)
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    return noise;
  }
}
