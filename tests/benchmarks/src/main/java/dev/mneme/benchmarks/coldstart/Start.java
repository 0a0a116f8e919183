// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import dev.mneme.images.rehearsal.Call;
import dev.mneme.servers.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One start: from the fork to the first answer.
 *
 * @param seconds that it took
 * @param cpuSeconds that the process had used by then
 * @param megabytes resident then
 */
record Start(double seconds, double cpuSeconds, double megabytes) {
  private static final double NANOS = 1e9;
  private static final double KIBIBYTES_PER_MEGABYTE = 1e6 / 1024;
  private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  static Start of(Contestant contestant, Cage cage, Path log)
      throws IOException, InterruptedException {
    int port = Ports.free();
    URI uri = URI.create("http://127.0.0.1:" + port + "/");
    Call question = contestant.question().get();
    ProcessBuilder builder =
        new ProcessBuilder(cage.around(contestant.line()))
            .directory(contestant.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("MNEME_"));
    builder.environment().putAll(contestant.settings());
    builder.environment().put("PORT", Integer.toString(port));
    try (HttpClient http = HttpClient.newHttpClient()) {
      long begin = System.nanoTime();
      Process process = builder.start();
      try (Socket open = listening(port, process, begin, log)) {
        question.send(http, uri);
        double seconds = (System.nanoTime() - begin) / NANOS;
        return new Start(seconds, cpuSeconds(process), resident(process));
      } finally {
        process.destroy();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
    }
  }

  /**
   * By bare connections: to fail to send a request takes ten times the processor, and what is
   * measured would start on what is left of it. The one that is made stays open, as to see it
   * closed is work for who is measured.
   */
  private static Socket listening(int port, Process process, long begin, Path log)
      throws IOException {
    while (true) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return socket;
      } catch (ConnectException notYet) {
        socket.close();
        if (!process.isAlive() || System.nanoTime() - begin > LIMIT.toNanos()) {
          throw new IOException("no answer: " + Files.readString(log), notYet);
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  private static double cpuSeconds(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS;
  }

  private static double resident(Process process) throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_PER_MEGABYTE;
      }
    }
    throw new IOException("process " + process.pid() + " has no resident memory");
  }
}
