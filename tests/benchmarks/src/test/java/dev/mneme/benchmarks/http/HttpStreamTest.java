// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HttpStreamTest {
  @Test
  void readsMessagesInTurnHoweverTheyWereCut() throws Exception {
    // Given
    String body = "b".repeat(100_000);
    try (ServerSocket listening = listening();
        HttpStream client = HttpStream.connect(listening.getLocalPort());
        HttpStream server = new HttpStream(listening.accept())) {
      // When
      Thread.startVirtualThread(
          () -> {
            try {
              client.write(bytes("POST / HTTP/1.1\r\nContent-"));
              client.write(
                  bytes("Length: 100000\r\nA: b:c\r\n\r\n" + body + "GET /x HTTP/1.1\r\n"));
              client.write(bytes("\r\n"));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      HttpStream.Message first = Objects.requireNonNull(server.read());
      HttpStream.Message second = Objects.requireNonNull(server.read());

      // Then
      assertThat(first.start()).isEqualTo("POST / HTTP/1.1");
      assertThat(first.headers()).containsEntry("a", "b:c");
      assertThat(first.body()).isEqualTo(bytes(body));
      assertThat(second.start()).isEqualTo("GET /x HTTP/1.1");
      assertThat(second.body()).isEmpty();
    }
  }

  @Test
  void anAnswerThatNeverComesIsAnError() throws Exception {
    // Given
    try (ServerSocket listening = listening();
        HttpStream client = HttpStream.connect(listening.getLocalPort())) {
      listening.accept().close();

      // When / Then
      assertThatThrownBy(() -> client.exchange(bytes("GET / HTTP/1.1\r\n\r\n")))
          .isInstanceOf(IOException.class);
    }
  }

  private static ServerSocket listening() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
