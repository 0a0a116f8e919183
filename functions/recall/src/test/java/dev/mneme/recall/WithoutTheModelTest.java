// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.mneme.recall.PlayedModel.ask;
import static dev.mneme.recall.PlayedModel.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.recall.TestMemories.Told;
import dev.mneme.stores.TestStores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A model that is away, too slow or too dear is done without, and its budget is kept. */
class WithoutTheModelTest extends WithPlayedModel {
  @Test
  void spentBudgetGivesAnExtractedAnswerAndSaysSo() throws Exception {
    // Given
    UserKey hal = new UserKey("ask", "hal");
    memories.persist(hal, Told.of("code", "The alarm code of the shed is 4711."));
    model.answers(stream(PlayedModel.DAILY - 100, "It is 4711 [1]."));
    JsonNode first = ask(model.caller(), hal, "What is the alarm code of the shed?");

    // When
    JsonNode second = ask(model.caller(), hal, "What is the alarm code of the shed?");

    // Then
    assertThat(first.path("writtenBy").asString()).isEqualTo("model");
    assertThat(second.path("writtenBy").asString()).isEqualTo("extract");
    assertThat(second.path("notice").asString()).isEqualTo("budget");
    assertThat(second.path("answer").asString()).contains("4711");
    assertThat(used(hal)).isEqualTo(PlayedModel.DAILY - 100);
    model.assertAsked(1);
  }

  @Test
  void questionsAtTheSameTimeDoNotPassTheBudgetTogether() throws Exception {
    // Given
    UserKey ida = new UserKey("ask", "ida");
    memories.persist(ida, Told.of("code-2", "The alarm code of the barn is 4712."));
    model.answers(stream(PlayedModel.DAILY / 2, "It is 4712 [1]."));
    List<Future<JsonNode>> answers = new ArrayList<>();

    // When
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 12; i++) {
        answers.add(
            threads.submit(() -> ask(model.caller(), ida, "What is the code of the barn?")));
      }
    }

    // Then
    long written = 0;
    for (Future<JsonNode> answer : answers) {
      written += answer.get().path("writtenBy").asString().equals("model") ? 1 : 0;
    }
    assertThat(written).isPositive();
    model.assertAsked((int) written);
    assertThat(used(ida)).isEqualTo(written * (PlayedModel.DAILY / 2));
  }

  @Test
  void modelThatIsAwayIsDoneWithout() throws Exception {
    // Given
    UserKey jon = new UserKey("ask", "jon");
    memories.persist(jon, Told.of("boat", "The boat is called Borderline."));
    model.answers(aResponse().withStatus(500));

    // When
    JsonNode answer = ask(model.caller(), jon, "What is the boat called?");

    // Then
    assertThat(answer.path("writtenBy").asString()).isEqualTo("extract");
    assertThat(answer.path("notice").asString()).isEqualTo("unavailable");
    assertThat(answer.path("answer").asString()).contains("Borderline");
  }

  @Test
  void modelThatHangsIsNotWaitedFor() throws Exception {
    // Given
    UserKey kim = new UserKey("ask", "kim");
    memories.persist(kim, Told.of("boat-2", "The boat is called Borderline."));
    model.answers(
        stream(10, "It is called Borderline [1]. And more [1].")
            .withChunkedDribbleDelay(2, 60_000));

    // When
    JsonNode answer;
    try (TestCaller impatient = model.another(Map.of("MNEME_LLM_TIMEOUT", "PT0.5S"))) {
      answer = ask(impatient, kim, "What is the boat called?");
    }

    // Then
    assertThat(answer.path("notice").asString()).isEqualTo("unavailable");
    assertThat(answer.path("answer").asString()).contains("Borderline");
  }

  private static long used(UserKey owner) throws Exception {
    try (Connection connection = TestStores.shared().superuser();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sum(used) FROM mneme.ask_tokens WHERE tenant = '"
                    + owner.tenant()
                    + "' AND user_id = '"
                    + owner.user()
                    + "'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
