// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.connection.NatsConnection;
import dev.mneme.connection.NatsSettings;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.local.stack.StackException;
import dev.mneme.source.deadletter.DeadLetters;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server's dead letters: that of the local system, or any other. */
final class DeadLetterOptions {
  private static final String URL = "MNEME_NATS_URL";

  @Mixin private final HomeOption home = new HomeOption();

  @Option(
      names = "--nats-url",
      paramLabel = "URL",
      description =
          "A NATS server instead of the local system's. Credentials, TLS and domain are those of"
              + " the source: MNEME_NATS_* in the environment.")
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
    Map<String, String> environment = new HashMap<>();
    if (url == null) {
      environment.put(URL, home.running().nats());
    } else {
      environment.putAll(System.getenv());
      environment.put(URL, url);
    }
    String server = String.valueOf(environment.get(URL));
    try (NatsConnection connection =
        NatsConnection.connect(NatsSettings.of(Settings.from(environment)), "mneme-dlq")) {
      work.on(new DeadLetters(connection.jetStreamManagement()));
    } catch (SettingsException e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    } catch (JetStreamApiException e) {
      throw new StackException(server + ", " + DeadLetters.STREAM + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StackException(server + " does not answer: " + e.getMessage(), e);
    }
  }
}
