// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.contract.UserKey;
import dev.mneme.local.client.Memory;
import dev.mneme.local.client.MnemeClient;
import dev.mneme.local.client.MnemeClient.Captured;
import dev.mneme.local.console.Step;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Hands the sample to the gateway: each person's memories in their order, the people side by side.
 */
final class SampleCapture {
  private final MnemeClient client;
  private final URI gateway;
  private final Function<UserKey, String> tokens;
  private final Sample sample;

  SampleCapture(MnemeClient client, URI gateway, Function<UserKey, String> tokens, Sample sample) {
    this.client = client;
    this.gateway = gateway;
    this.tokens = tokens;
    this.sample = sample;
  }

  /**
   * What was handed over.
   *
   * @param good memories that have to arrive
   * @param second what the gateway said when it got one of them again
   */
  record Fed(int good, Captured second) {}

  Fed run(Step line) throws InterruptedException {
    send(Sample.notAudio());
    send(sample.recording());
    int texts = sendTexts(line);
    Captured second = send(sample.memories().getFirst());
    line.done(
        texts + " texts, 1 recording, 1 that is no audio, and one of the texts a second time");
    return new Fed(texts + 1, second);
  }

  private void send(Sample.Recording recording) {
    client.capture(
        gateway,
        tokens.apply(recording.owner()),
        recording.about(),
        recording.mediaType(),
        recording.audio());
  }

  private Captured send(Memory memory) {
    UserKey owner = new UserKey(String.valueOf(memory.tenant()), String.valueOf(memory.user()));
    return client.capture(gateway, tokens.apply(owner), memory);
  }

  private int sendTexts(Step line) throws InterruptedException {
    Map<String, List<Memory>> byUser =
        sample.memories().stream()
            .collect(Collectors.groupingBy(memory -> memory.tenant() + "/" + memory.user()));
    AtomicInteger sent = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          byUser.values().stream()
              .<Future<?>>map(
                  memories ->
                      threads.submit(
                          () ->
                              memories.forEach(
                                  memory -> {
                                    send(memory);
                                    line.update(sent.incrementAndGet() + " texts");
                                  })))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new DemoException("capture failed: " + e.getMessage(), e);
    }
    return sent.get();
  }
}
