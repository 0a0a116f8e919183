// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static dev.mneme.recall.PlayedModel.ask;
import static dev.mneme.recall.PlayedModel.assertEverySentenceCites;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.recall.TestMemories.Told;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Asking over real HTTP is answered from the asker's own memories, or with "unknown". */
class AskTest extends WithPlayedModel {
  @Test
  void answersInTheAskersOwnWordsAndCites() throws Exception {
    // Given
    UserKey ada = new UserKey("ask", "ada");
    memories.persist(
        ada,
        Told.of(
            "vienna",
            "Rained all day. Booked the night train to Vienna for the third of May. Had soup."));
    memories.persist(ada, Told.of("tooth", "The dentist says the wisdom tooth can wait."));

    // When
    JsonNode answer = ask(extract, ada, "When do I travel to Vienna?");

    // Then
    assertThat(answer.path("answer").asString())
        .contains("Booked the night train to Vienna for the third of May.")
        .doesNotContain("dentist");
    assertThat(answer.path("writtenBy").asString()).isEqualTo("extract");
    assertEverySentenceCites(answer);
    assertThat(answer.path("sentences").path(0).path("memories").path(0).asString())
        .isEqualTo("vienna");
    assertThat(answer.has("notice")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void abstainsWhereTheEvidenceIsWeak(boolean writing) throws Exception {
    // Given
    UserKey bea = new UserKey("ask", "bea " + writing);
    memories.persist(bea, Told.of("bed-" + writing, "Turned over the top bed at the allotment."));

    // When
    JsonNode answer =
        ask(writing ? model.caller() : extract, bea, "What is the serial number of my passport?");

    // Then
    assertThat(answer.path("answer").asString()).isEqualTo("unknown");
    assertThat(answer.path("sentences")).isEmpty();
    model.assertAsked(0);
  }

  @Test
  void nobodysAnswerRestsOnAnothersMemories() throws Exception {
    // Given
    memories.persist(new UserKey("ask", "mia"), Told.of("pin", "My pin is 9876."));
    UserKey ned = new UserKey("other", "mia");
    memories.persist(ned, Told.of("pin-too", "My pin is a secret."));

    // When
    HttpResponse<String> answer =
        extract.post(ned, "/v1/ask", Map.of("question", "What is my pin?", "user", "mia"));

    // Then
    assertThat(answer.body()).doesNotContain("9876");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"question\":\" \"}", "{\"question\":\"?\",\"limit\":21}", "x"})
  void namesWhatIsWrong(String body) throws Exception {
    // When
    HttpResponse<String> response =
        extract.send(
            extract
                .request(new UserKey("ask", "ada"), "/v1/ask")
                .POST(BodyPublishers.ofString(body)));

    // Then
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"field\":\"data");
  }
}
