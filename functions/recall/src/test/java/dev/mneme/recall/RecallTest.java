// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.identity.TestIssuer;
import dev.mneme.recall.TestMemories.Told;
import dev.mneme.runtime.FunctionApplication;
import dev.mneme.runtime.RunningFunction;
import dev.mneme.stores.TestStores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recall over real HTTP, on a real Postgres with its roles and row security. */
class RecallTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TestStores STORES = TestStores.shared();
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static TestMemories memories;
  private static RunningFunction recall;

  @BeforeAll
  static void start() {
    memories = new TestMemories(STORES);
    recall = FunctionApplication.start(RecallConfiguration::new, environment());
  }

  @AfterAll
  static void stop() {
    recall.close();
    ISSUER.close();
    memories.close();
  }

  @Test
  void answersWithTheNearestMemoryAndItsSources() throws Exception {
    // Given
    UserKey ada = new UserKey("acme", "ada");
    persisted(ada, "Booked the night train to Vienna for the third of May.");
    persisted(ada, "The dentist says the wisdom tooth can wait until autumn.");

    // When
    JsonNode answer = ask(ada, "When do I travel to Vienna?");

    // Then
    assertThat(answer.path("answer").asString()).contains("Vienna");
    assertThat(answer.path("sources")).hasSize(2);
    assertThat(answer.path("sources").path(0).path("score").asDouble())
        .isGreaterThan(answer.path("sources").path(1).path("score").asDouble());
    assertThat(answer.path("sources").path(0).path("time").asString()).startsWith("2026-03-01");
  }

  @Test
  void saysUnknownWhereNothingIsNear() throws Exception {
    // Given
    UserKey bea = new UserKey("acme", "bea");
    persisted(bea, "Turned over the top bed at the allotment. Onions in, broad beans up.");

    // When
    JsonNode answer = ask(bea, "What is the serial number of my passport?");

    // Then
    assertThat(answer.path("answer").asString()).isEqualTo("unknown");
  }

  @Test
  void aUserWithoutMemoriesIsUnknown() throws Exception {
    // When
    JsonNode answer = ask(new UserKey("acme", "nobody"), "Who am I?");

    // Then
    assertThat(answer.path("answer").asString()).isEqualTo("unknown");
    assertThat(answer.path("sources")).isEmpty();
  }

  @Test
  void findsWhatWasPersistedSinceTheLastQuestion() throws Exception {
    // Given
    UserKey cem = new UserKey("acme", "cem");
    persisted(cem, "Bought a blue bicycle.");
    ask(cem, "What did I buy?");

    // When
    persisted(cem, "Bought a red canoe.");
    JsonNode answer = ask(cem, "Do I own a canoe?");

    // Then
    assertThat(answer.path("answer").asString()).isEqualTo("Bought a red canoe.");
  }

  @Test
  void whatWasDeletedIsNeverToldAgain() throws Exception {
    // Given
    UserKey gil = new UserKey("acme", "gil");
    persisted(gil, "Hid the spare key under the blue pot.");
    persisted(gil, "The spare bicycle pump hangs in the shed.");
    ask(gil, "Where is the spare key?");

    // When
    superuser("DELETE FROM mneme.memory WHERE user_id = 'gil' AND text LIKE 'Hid%'");
    JsonNode answer = ask(gil, "Where is the spare key?");

    // Then
    assertThat(answer.path("sources")).hasSize(1);
    assertThat(answer.toString()).contains("pump").doesNotContain("blue pot");
  }

  @Test
  void tellsTheCategoryThatTheOwnerGave() throws Exception {
    // Given
    UserKey hal = new UserKey("acme", "hal");
    persisted(hal, "Ran along the canal before work.");
    superuser("UPDATE mneme.memory SET owner_category = 'health' WHERE user_id = 'hal'");

    // When
    JsonNode answer = ask(hal, "Where did I run?");

    // Then
    assertThat(answer.path("sources").path(0).path("category").asString()).isEqualTo("health");
  }

  @Test
  void returnsAsManySourcesAsAskedFor() throws Exception {
    // Given
    UserKey ida = new UserKey("acme", "ida");
    for (int i = 0; i < 8; i++) {
      persisted(ida, "Walk number " + i + " along the river.");
    }

    // Then
    assertThat(ask(ida, "Where do I walk?").path("sources")).hasSize(5);
    String body = "{\"question\":\"walks\",\"limit\":7}";
    assertThat(JSON.readTree(post(recall, ida, body).body()).path("sources")).hasSize(7);
  }

  @Test
  void nobodySeesAnothersMemories() throws Exception {
    // Given
    List<UserKey> owners =
        List.of(
            new UserKey("one", "dee"),
            new UserKey("two", "dee"),
            new UserKey("one", "dee "),
            new UserKey("one", "dee' OR '1'='1"),
            new UserKey("one/dee", "x"),
            new UserKey("one", "dee/x"),
            new UserKey("one", "%"),
            new UserKey("one", "*"),
            new UserKey("ONE", "DEE"),
            new UserKey("one", "dée"),
            new UserKey("one", "de\u0301e"));
    Map<UserKey, String> canaries = new HashMap<>();
    for (UserKey owner : owners) {
      String canary = "The secret word is " + UUID.randomUUID() + ".";
      canaries.put(owner, canary);
      persisted(owner, canary);
    }

    // Then
    for (UserKey owner : owners) {
      JsonNode answer = ask(owner, "What is the secret word?");
      assertThat(answer.path("sources")).as(owner.toString()).hasSize(1);
      assertThat(answer.path("sources").path(0).path("text").asString())
          .isEqualTo(canaries.get(owner));
    }
  }

  @Test
  void aQuestionIsNeverSql() throws Exception {
    // Given
    UserKey eve = new UserKey("acme", "eve");
    persisted(eve, "The roses were cut back.");

    // When
    JsonNode answer =
        ask(eve, "'; SELECT set_config('mneme.user', 'ada', false); DROP TABLE mneme.memory; --");

    // Then
    assertThat(answer.path("sources")).hasSize(1);
    assertThat(ask(eve, "What about the roses?").path("answer").asString()).contains("roses");
  }

  @Test
  void takesAQuestionInAnotherScript() throws Exception {
    // Given
    UserKey fumi = new UserKey("acme", "fumi");
    persisted(fumi, "母は傘という言葉を忘れた。");

    // When
    JsonNode answer = ask(fumi, "母は何を忘れましたか？");

    // Then
    assertThat(answer.path("sources")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"question\":\"  \"} | 422 | data.question",
        "{} | 422 | data.question",
        "{\"question\":\"?\",\"limit\":0} | 422 | data.limit",
        "{\"question\":\"?\",\"limit\":\"x\"} | 422 | data.limit",
        "not json | 422 | data"
      })
  void namesWhatIsWrong(String body, int status, String field) throws Exception {
    // When
    HttpResponse<String> response = post(recall, new UserKey("acme", "ada"), body);

    // Then
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(JSON.readTree(response.body()).path("errors").findValuesAsString("field"))
        .containsExactly(field);
  }

  @Test
  void asksToComeBackWhileTheDatabaseIsAway() throws Exception {
    // Given
    Map<String, String> environment = environment();
    environment.put("MNEME_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/postgres");
    environment.put("MNEME_POSTGRES_WAIT", "PT0.3S");
    try (RunningFunction lonely =
        FunctionApplication.start(RecallConfiguration::new, environment)) {
      // When
      HttpResponse<String> response =
          post(lonely, new UserKey("acme", "ada"), "{\"question\":\"?\"}");

      // Then
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("retry-after")).isPresent();
    }
  }

  @Test
  void nobodyIsAnsweredWithoutAToken() throws Exception {
    // Given
    UserKey jon = new UserKey("acme", "jon");
    persisted(jon, "The alarm code is 4711.");
    HttpRequest request =
        HttpRequest.newBuilder(recall.uri().resolve("/v1/recall?tenant=acme&user=jon"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"tenant\":\"acme\",\"user\":\"jon\",\"question\":\"alarm code\"}"))
            .build();

    // When
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());

    // Then
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).doesNotContain("4711");
  }

  @Test
  void tenantAndUserOfTheBodyCountForNothing() throws Exception {
    // Given
    persisted(new UserKey("acme", "kim"), "The alarm code is 4712.");
    String body = "{\"tenant\":\"acme\",\"user\":\"kim\",\"question\":\"alarm code\"}";

    // When
    HttpResponse<String> response = post(recall, new UserKey("acme", "eve"), body);

    // Then
    assertThat(response.body()).doesNotContain("4712");
  }

  private static JsonNode ask(UserKey asker, String question) throws Exception {
    HttpResponse<String> response =
        post(recall, asker, JSON.writeValueAsString(Map.of("question", question)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> post(RunningFunction function, UserKey asker, String body)
      throws Exception {
    URI endpoint = function.uri().resolve("/v1/recall");
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("Authorization", ISSUER.bearer(asker))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection connection = STORES.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void persisted(UserKey owner, String text) {
    memories.persist(owner, Told.of("memory-" + UUID.randomUUID(), text));
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = TestMemories.environment(STORES);
    environment.putAll(ISSUER.environment());
    return environment;
  }
}
