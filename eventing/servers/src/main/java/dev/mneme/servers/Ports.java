// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of the loopback interface. */
public final class Ports {
  private static final int CONNECT_MILLIS = 500;

  /** Above what services usually have, and below what Linux, macOS and Windows give out. */
  private static final int FIRST = 20_000;

  private static final int END = 32_768;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  /**
   * A port that nobody listened on just now, and that no system gives out itself, so that nobody
   * gets it by chance while the server that it is for still starts.
   */
  public static int free() {
    IntStream candidates = ThreadLocalRandom.current().ints(ATTEMPTS, FIRST, END);
    return candidates
        .filter(Ports::bindable)
        .findFirst()
        .orElseThrow(
            () ->
                new ServerException(
                    "no free port among %d between %d and %d".formatted(ATTEMPTS, FIRST, END)));
  }

  private static boolean bindable(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether somebody listens. */
  public static boolean open(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }
}
