// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.EventType;
import dev.mneme.contract.UserKey;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What was forgotten is in no file once each engine has tidied up; random words that nothing else
 * writes are looked for in all files of the system. The files of the MongoDB server are left out at
 * the end: it has no command that gives freed blocks back.
 */
@ExtendWith(WholeSystem.Provider.class)
class ForgottenBytesTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String TENANT = "canaries";
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void noByteOfWhatWasForgottenStaysInAnyFileThatItsEngineTidies(WholeSystem system)
      throws Exception {
    // Given
    String forgotten = word();
    String kept = word();
    String erased = word();
    String recorded = word();
    String refused = word();
    String others = word();
    capture(system, "one", "forgotten", forgotten);
    capture(system, "one", "kept", kept);
    capture(system, "all", "erased", erased);
    capture(system, "other", "others", others);
    record(system, "all", recorded);
    refuse(system, "all", refused);
    await().atMost(LIMIT).until(() -> memories(system) == 4);
    await().atMost(LIMIT).until(() -> system.deadLetterAbout("recorded").isPresent());
    await().atMost(LIMIT).until(() -> system.deadLetterAbout("refused").isPresent());
    Compaction compaction = new Compaction(system);
    compaction.write();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> inAllStores(system, Set.of(forgotten, kept, erased, others)));
    var before = Traces.of(Set.of(recorded, refused), system.home());
    assertThat(stores(before, recorded)).contains("s3");
    assertThat(stores(before, refused)).contains("nats");

    // When
    forget(system, "one", "erasure-of-one", "{\"scope\":\"memory\",\"memory\":\"forgotten\"}");
    forget(system, "all", "erasure-of-all", "{\"scope\":\"person\"}");

    // Then
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .untilAsserted(
            () -> {
              compaction.run();
              Set<String> gone = Set.of(forgotten, erased, recorded, refused);
              assertThat(Traces.of(gone, system.home()).keySet())
                  .allMatch(file -> file.startsWith("mongo/"));
            });
    inAllStores(system, Set.of(kept, others));
  }

  private static void capture(WholeSystem system, String user, String id, String word)
      throws Exception {
    assertThat(
            system
                .capture(
                    new UserKey(TENANT, user),
                    """
                    {"id":"%s","text":"Told nobody but you of %s so far."}\
                    """
                        .formatted(id, word))
                .statusCode())
        .isEqualTo(202);
  }

  /** A recording that can never become a memory, and stays where it was put. */
  private static void record(WholeSystem system, String user, String word) throws Exception {
    byte[] noAudio =
        ("This is no recording at all, as anybody can hear. " + word)
            .getBytes(StandardCharsets.UTF_8);
    assertThat(
            system
                .give(
                    new UserKey(TENANT, user),
                    "/v1/memories/audio?id=recorded",
                    "audio/wav",
                    noAudio)
                .statusCode())
        .isEqualTo(202);
  }

  /** A text that no function takes, and that lies among the dead letters. */
  private static void refuse(WholeSystem system, String user, String word) throws Exception {
    system.publish(
        "mneme.in.text.captured." + TENANT + "." + user,
        CloudEventBuilder.v1()
            .withId("refused")
            .withSource(URI.create("/test"))
            .withType(EventType.TEXT_CAPTURED.type())
            .withSubject("refused")
            .withTime(OffsetDateTime.now(ZoneOffset.UTC))
            .withExtension("tenant", TENANT)
            .withExtension("userid", user)
            .withData(
                "application/json",
                ("{\"category\":\"none\",\"text\":\"" + word + "\"}")
                    .getBytes(StandardCharsets.UTF_8))
            .build());
  }

  private static void forget(WholeSystem system, String user, String id, String wish)
      throws Exception {
    assertThat(system.forget(new UserKey(TENANT, user), id, wish).statusCode()).isEqualTo(202);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(system.rows("SELECT complete FROM mneme.erasure WHERE event_id = ?", id))
                    .containsExactly("t"));
  }

  private static long memories(WholeSystem system) {
    return system.rows("SELECT id FROM mneme.memory WHERE tenant = ?", TENANT).size();
  }

  private static void inAllStores(WholeSystem system, Set<String> words) {
    Map<String, Set<String>> traces = Traces.of(words, system.home());
    for (String word : words) {
      assertThat(stores(traces, word)).contains("postgres", "mongo", "opensearch", "s3");
    }
  }

  /** The parts of the system that have a word in their files. */
  private static Set<String> stores(Map<String, Set<String>> traces, String word) {
    return traces.entrySet().stream()
        .filter(file -> file.getValue().contains(word))
        .map(file -> file.getKey().substring(0, file.getKey().indexOf('/')))
        .collect(Collectors.toSet());
  }

  private static String word() {
    return RANDOM
        .ints(32, 0, 36)
        .mapToObj(digit -> Integer.toString(digit, 36))
        .collect(Collectors.joining());
  }
}
