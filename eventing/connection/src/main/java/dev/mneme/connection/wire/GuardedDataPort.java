// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection.wire;

import io.nats.client.impl.SocketDataPort;
import java.io.IOException;

/**
 * The client's way to a server, past a {@link HeaderGuard}. Without it one message whose headers
 * are not as the client wants them, such as one with a letter outside of ASCII from a client that
 * allows it, ends the reading of a connection and all that goes over it, again after each
 * redelivery. Made by the client, by its name.
 */
public final class GuardedDataPort extends SocketDataPort {
  /**
   * On a message whose headers could not be read: how many bytes of its payload are those headers.
   */
  public static final String HEADER = "Mneme-Unreadable-Headers";

  private final HeaderGuard guard = new HeaderGuard();
  private final byte[] raw = new byte[64 * 1024];

  @Override
  public int read(byte[] to, int offset, int most) throws IOException {
    while (!guard.ready()) {
      int count = super.read(raw, 0, raw.length);
      if (count < 0) {
        return count;
      }
      guard.accept(raw, count);
    }
    return guard.take(to, offset, most);
  }
}
