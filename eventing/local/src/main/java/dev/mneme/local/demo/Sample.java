// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.contract.UserKey;
import dev.mneme.local.client.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the demonstration is fed with.
 *
 * @param memories of two people, in the order of time
 * @param recording one more memory, spoken
 * @param spoken the words of the recording
 * @param questions to ask in the end
 * @param judged questions that name somebody, each with the one memory that answers
 */
record Sample(
    List<Memory> memories,
    Recording recording,
    String spoken,
    List<Question> questions,
    List<Judged> judged) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * A recording and whose it is.
   *
   * @param about as the gateway's query wants it
   */
  record Recording(UserKey owner, Map<String, String> about, String mediaType, byte[] audio) {
    String id() {
      return about.getOrDefault("id", "");
    }
  }

  /** A question of one user. */
  record Question(String tenant, String user, String question) {}

  /** A question of one user and the memory that answers it. */
  record Judged(String tenant, String user, String question, String memory) {}

  /** How many people the memories are of. */
  int people() {
    return labelled().size();
  }

  /** Memories with a category from their owner, of the person who gave the fewest. */
  int leastLabelled() {
    return labelled().values().stream().mapToInt(Long::intValue).min().orElseThrow();
  }

  private Map<String, Long> labelled() {
    return memories.stream()
        .filter(memory -> memory.category() != null)
        .collect(
            Collectors.groupingBy(
                memory -> memory.tenant() + "/" + memory.user(), Collectors.counting()));
  }

  /** A body that claims to be a recording; no function can do anything with it. */
  static Recording notAudio() {
    return new Recording(
        new UserKey("sample", "ines"),
        Map.of(
            "id", "ines-not-audio",
            "time", "2026-10-12T18:00:00+01:00"),
        "audio/wav",
        "This is a shopping list: bread, oranges, a lamp.".getBytes(StandardCharsets.UTF_8));
  }

  /** The sample that Mneme ships. */
  static Sample shipped() {
    return new Sample(
        Memory.parse(
            "sample memories",
            new String(resource("memories.jsonl"), StandardCharsets.UTF_8).lines()),
        new Recording(
            new UserKey("sample", "kenji"),
            Map.of(
                "id", "kenji-spoken-1",
                "time", "2026-10-11T10:30:00+01:00",
                "language", "en"),
            "audio/wav",
            resource("speech.wav")),
        new String(resource("speech.txt"), StandardCharsets.UTF_8).strip(),
        List.of(
            new Question("sample", "kenji", "Which animal followed the dinghy home?"),
            new Question("sample", "kenji", "What did the doctor say about my blood?"),
            new Question("sample", "ines", "Where did I move the last box to?"),
            new Question("sample", "ines", "What does my supervisor want to change?")),
        new String(resource("questions.jsonl"), StandardCharsets.UTF_8)
            .lines()
            .map(line -> JSON.readValue(line, Judged.class))
            .toList());
  }

  private static byte[] resource(String name) {
    try (InputStream in = Sample.class.getResourceAsStream("/sample/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
