// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A network between a client and a server on a port, which a test cuts or lets swallow all. */
final class Link implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch passable = new CountDownLatch(0);
  private ServerSocket listener;

  /**
   * @param target port of the server
   */
  Link(int target) throws IOException {
    this.target = target;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
  }

  /** Where the client is to connect. */
  int port() {
    return port;
  }

  /** Ends every connection, and takes no more. */
  void cut() throws IOException {
    listener.close();
    sockets.forEach(Link::end);
  }

  /** Connections stay, but nothing arrives any more at either end. */
  void swallow() {
    passable = new CountDownLatch(1);
  }

  /** All is as before; what was swallowed arrives late, as TCP has it. */
  void repair() throws IOException {
    passable.countDown();
    if (listener.isClosed()) {
      listener = listen(port);
    }
  }

  private ServerSocket listen(int where) throws IOException {
    ServerSocket open = new ServerSocket();
    open.setReuseAddress(true);
    open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where));
    Thread.ofVirtual().name("link-" + target).start(() -> accept(open));
    return open;
  }

  private void accept(ServerSocket open) {
    while (!open.isClosed()) {
      try {
        Socket client = open.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        LOG.debug("link to {}: {}", target, e.getMessage());
      }
    }
  }

  private void connect(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      sockets.add(server);
      Thread back = Thread.ofVirtual().start(() -> carry(server, client));
      carry(client, server);
      back.join();
    } catch (IOException e) {
      LOG.debug("link to {}: {}", target, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[64 * 1024];
      int length = in.read(bytes);
      while (length >= 0) {
        passable.await();
        out.write(bytes, 0, length);
        length = in.read(bytes);
      }
    } catch (IOException e) {
      LOG.debug("link to {}: {}", target, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(from);
      end(to);
      sockets.remove(from);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    passable.countDown();
    sockets.forEach(Link::end);
  }
}
