// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.recall.TestMemories.Told;
import dev.mneme.stores.TestStores;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Sealed memories, asked for in every way that there is. */
@ExtendWith(RecallOnStores.Provider.class)
class CapsuleTest {
  private static final TestStores STORES = TestStores.shared();
  private static final String SECRET = "The letter to my daughter lies in the piano.";
  private static final String QUESTION = "Where does the letter to my daughter lie?";

  private static TestMemories memories;
  private static TestCaller caller;

  @BeforeAll
  static void start(RecallOnStores recall) {
    memories = recall.memories();
    caller = recall.caller();
  }

  @Test
  void sealedMemoryIsToldNowhere() throws Exception {
    // Given
    UserKey ada = new UserKey("capsule", "ada");
    memories.persist(
        ada, new Told("letter", "2026-03-01T08:00:00Z", SECRET, "family", "plan"), "Josephine");
    assertThat(everythingTold(ada)).contains("piano");

    // When
    TestCaller.good(seal(ada, "letter", Instant.now().plus(Duration.ofDays(365))));

    // Then
    assertThat(everythingTold(ada)).doesNotContain("piano", "Josephine", "letter to my");
  }

  @Test
  void memoryCanBeSealedBeforeItComes() throws Exception {
    // Given
    UserKey bea = new UserKey("capsule", "bea");
    TestCaller.good(seal(bea, "later", Instant.now().plus(Duration.ofDays(1))));

    // When
    memories.persist(bea, Told.of("later", SECRET));

    // Then
    assertThat(everythingTold(bea)).doesNotContain("piano");
  }

  @Test
  void openedMemoryIsToldAgain() throws Exception {
    // Given
    UserKey cem = new UserKey("capsule", "cem");
    memories.persist(cem, Told.of("opened", SECRET));
    TestCaller.good(seal(cem, "opened", Instant.now().plus(Duration.ofDays(1))));

    // When
    passed("opened");

    // Then
    assertThat(everythingTold(cem)).contains("piano");
    JsonNode capsule = TestCaller.good(caller.get(cem, "/v1/capsules")).path("capsules").path(0);
    assertThat(capsule.path("open").asBoolean()).isTrue();
  }

  @Test
  void sealCanOnlyBeMadeToLastLonger() throws Exception {
    // Given
    UserKey dee = new UserKey("capsule", "dee");
    Instant far = Instant.parse("2090-01-01T00:00:00Z");
    memories.persist(dee, Told.of("long", SECRET));
    TestCaller.good(seal(dee, "long", far));

    // When
    JsonNode sooner = TestCaller.good(seal(dee, "long", Instant.now().plusSeconds(1)));

    // Then
    assertThat(sooner.path("opens").asString()).isEqualTo(far.toString());
    assertThat(everythingTold(dee)).doesNotContain("piano");
  }

  @Test
  void nobodySealsOrSeesAnothersMemories() throws Exception {
    // Given
    UserKey eve = new UserKey("capsule", "eve");
    UserKey fay = new UserKey("capsule", "fay");
    memories.persist(fay, Told.of("shared-id", SECRET));

    // When
    TestCaller.good(seal(eve, "shared-id", Instant.now().plus(Duration.ofDays(1))));

    // Then
    assertThat(everythingTold(fay)).contains("piano");
    assertThat(caller.get(fay, "/v1/capsules").body()).isEqualTo("{\"capsules\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2001-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "tomorrow", "2090-01-01", ""})
  void dateThatCannotBeIsNamed(String opens) throws Exception {
    // When
    HttpResponse<String> response =
        caller.post(
            new UserKey("capsule", "gil"), "/v1/capsules", Map.of("memory", "m", "opens", opens));

    // Then
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("data.opens");
  }

  private static HttpResponse<String> seal(UserKey owner, String memory, Instant opens)
      throws Exception {
    return caller.post(owner, "/v1/capsules", Map.of("memory", memory, "opens", opens.toString()));
  }

  /** What the owner is told by every endpoint that tells memories. */
  private static String everythingTold(UserKey owner) throws Exception {
    StringBuilder told = new StringBuilder();
    for (HttpResponse<String> response :
        List.of(
            caller.post(owner, "/v1/recall", Map.of("question", QUESTION)),
            caller.post(owner, "/v1/search", Map.of("question", QUESTION)),
            caller.post(owner, "/v1/ask", Map.of("question", QUESTION)),
            caller.get(owner, "/v1/life"),
            caller.get(owner, "/v1/timeline"),
            caller.get(owner, "/v1/timeline?category=family"))) {
      JsonNode body = TestCaller.good(response);
      // The question comes back, and says nothing.
      told.append(body.toString().replace(QUESTION, ""));
    }
    return told.toString();
  }

  /** Time cannot be moved, so the seal is, by whom nothing binds. */
  private static void passed(String memory) throws Exception {
    try (Connection connection = STORES.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE mneme.capsule SET opens_at = now() WHERE memory_id = '" + memory + "'");
    }
  }
}
