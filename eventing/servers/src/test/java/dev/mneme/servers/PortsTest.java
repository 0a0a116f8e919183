// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void aFreePortIsNoneThatTheSystemGivesOut() throws Exception {
    // Given
    try (ServerSocket given = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      int[] free = IntStream.range(0, 100).map(i -> Ports.free()).toArray();

      // Then
      assertThat(IntStream.of(free))
          .allMatch(port -> port >= 20_000)
          .allMatch(port -> port < given.getLocalPort());
    }
  }

  @Test
  void aPortIsOpenWhileSomebodyListens() throws Exception {
    // Given
    int port = Ports.free();

    // When
    try (ServerSocket listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      // Then
      assertThat(listening.isBound()).isTrue();
      assertThat(Ports.open(port)).isTrue();
    }
    assertThat(Ports.open(port)).isFalse();
  }
}
