// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nats.client.support.IncomingHeadersProcessor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderGuardTest {
  private static final String ACK = "$JS.ACK.s.c.1.1.1.1.0";

  @Test
  void whatIsReadablePassesAsItCame() {
    // Given
    String sent =
        "INFO {\"a\":1}\r\nPING\r\n"
            + "MSG a 1 5\r\nHMSG \r\n"
            + message("a", ACK, "NATS/1.0\r\na:1\r\nb: x y\r\n\r\n", "body\r\n")
            + message("a", "", "NATS/1.0 404 No Messages\r\n\r\n", "")
            + "-ERR 'x'\r\n+OK\r\n";

    // Then
    for (int chunk : new int[] {1, 2, 7, 1000}) {
      assertThat(passed(sent, chunk)).isEqualTo(sent);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NATS/1.0\r\nce-subject: caf\u00e9\r\n\r\n",
        "NATS/1.0 503\r\n\r\n",
        "garbage\r\n\r\n",
        "NATS/1.0\r\nno colon\r\n\r\n",
        "NATS/1.0\r\n: no name\r\n\r\n",
        "NATS/1.0\r\na name: v\r\n\r\n",
        "NATS/1.0\r\na: v\rw\r\n\r\n",
        "NATS/1.0\r\na: v\nw\r\n\r\n",
        "NATS/1.0\r\na: v\r\n\r\nmore",
        "NATS/1.0\r\na: v",
        "x",
        ""
      })
  void whatIsNotBecomesTheBeginOfThePayload(String headers) {
    // Given
    String before = message("a", ACK, "NATS/1.0\r\na:1\r\n\r\n", "one");
    String after = "MSG a 1 3\r\ntwo\r\n";

    // When
    String passed = passed(before + message("a", ACK, headers, "body") + after, 5);

    // Then
    assertThat(passed)
        .isEqualTo(
            before
                + message(
                    "a",
                    ACK,
                    "NATS/1.0\r\nMneme-Unreadable-Headers:" + headers.length() + "\r\n\r\n",
                    headers + "body")
                + after);
  }

  @Test
  void whatTheGuardPassesTheClientCanRead() {
    // Given
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "NATS/1.0: \r\n\t\u0000ab\u007f\u00e9";

    for (int i = 0; i < 200_000; i++) {
      StringBuilder block = new StringBuilder(random.nextInt(4) > 0 ? "NATS/1.0\r\n" : "");
      for (int length = random.nextInt(12); length > 0; length--) {
        block.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      block.append(random.nextInt(4) > 0 ? "\r\n\r\n" : "");
      byte[] bytes = block.toString().getBytes(StandardCharsets.ISO_8859_1);

      // Then
      if (HeaderBlock.readable(bytes, true)) {
        assertThatCode(() -> new IncomingHeadersProcessor(bytes))
            .as("seed %d, block %s", seed, Arrays.toString(bytes))
            .doesNotThrowAnyException();
      }
    }
  }

  private static String message(String subject, String reply, String headers, String body) {
    return "HMSG "
        + subject
        + " 1 "
        + (reply.isEmpty() ? "" : reply + " ")
        + headers.length()
        + " "
        + (headers.length() + body.length())
        + "\r\n"
        + headers
        + body
        + "\r\n";
  }

  private static String passed(String sent, int chunk) {
    HeaderGuard guard = new HeaderGuard();
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    byte[] bytes = sent.getBytes(StandardCharsets.ISO_8859_1);
    byte[] taken = new byte[3];
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      guard.accept(part, part.length);
      while (guard.ready()) {
        passed.write(taken, 0, guard.take(taken, 0, taken.length));
      }
    }
    return passed.toString(StandardCharsets.ISO_8859_1);
  }
}
