// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.stack.NatsClient;
import dev.mneme.local.stack.StackException;
import dev.mneme.source.deadletter.DeadLetters;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server's dead letters: that of the local system, or any other. */
final class DeadLetterOptions {
  @Mixin private final HomeOption home = new HomeOption();

  @Option(
      names = "--nats-url",
      paramLabel = "URL",
      description = "A NATS server instead of the local system's.")
  private @Nullable String url;

  /** What is done with them. */
  interface Work {
    void on(DeadLetters letters) throws IOException, JetStreamApiException, InterruptedException;
  }

  /**
   * Connects, works, and closes the connection.
   *
   * @throws StackException if there is no server, it refuses, or it has no dead letters
   */
  void with(Work work) throws InterruptedException {
    String server = url == null ? home.running().nats() : url;
    try (Connection connection = NatsClient.connect(server)) {
      work.on(new DeadLetters(connection.jetStreamManagement()));
    } catch (JetStreamApiException e) {
      throw new StackException(server + ", " + DeadLetters.STREAM + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StackException(server + " does not answer: " + e.getMessage(), e);
    }
  }
}
