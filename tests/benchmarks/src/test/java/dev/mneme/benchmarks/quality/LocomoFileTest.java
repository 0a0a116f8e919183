// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocomoFileTest {
  private static final String TWO_SESSIONS =
      """
      [{"sample_id": "a", "conversation": {
         "speaker_a": "Nora", "speaker_b": "Leon",
         "session_1_date_time": "1:56 pm on 8 May, 2023",
         "session_1": [
           {"speaker": "Nora", "dia_id": "D1:1", "text": "Hi!"},
           {"speaker": "Leon", "dia_id": "D1:2", "text": "Look!", "blip_caption": "a dog"}],
         "session_2_date_time": "12:05 am on 1 June, 2023",
         "session_3_date_time": "12:05 am on 2 June, 2023",
         "session_3": [{"speaker": "Nora", "dia_id": "D3:1", "text": "Hello again."}]},
        "qa": [
          {"question": "What?", "evidence": ["D1:2; D3:1", "D9:9", "D"], "category": 1},
          {"question": "Who?", "evidence": [], "category": 3},
          {"question": "Never?", "evidence": ["D1:1"], "category": 5}]}]
      """;

  @TempDir private Path directory;

  @Test
  void readsTurnsWithTheirTimesAndQuestionsWithTheirEvidence() throws IOException {
    // When
    Conversation conversation = LocomoFile.read(file(TWO_SESSIONS)).getFirst();

    // Then
    assertThat(conversation.turns())
        .containsExactly(
            new Turn("D1:1", 1, Instant.parse("2023-05-08T13:56:00Z"), "Nora", "Hi!"),
            new Turn("D1:2", 2, Instant.parse("2023-05-08T13:57:00Z"), "Leon", "Look! [a dog]"),
            new Turn("D3:1", 3, Instant.parse("2023-06-02T00:05:00Z"), "Nora", "Hello again."));
    assertThat(conversation.questions())
        .containsExactly(
            new Question("What?", QuestionType.MULTI_HOP, Set.of(2L, 3L)),
            new Question("Who?", QuestionType.OPEN_DOMAIN, Set.of()),
            new Question("Never?", QuestionType.ADVERSARIAL, Set.of(1L)));
    assertThat(conversation.questions())
        .extracting(Question::judged)
        .containsExactly(true, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{} | dataset: expected an array of conversations",
        "no | dataset: expected JSON",
        "[{}] | dataset[0].conversation: expected session_1 with turns",
        "[{\"conversation\":{\"session_1\":[{}],\"session_1_date_time\":\"x\"}}] |"
            + " dataset[0].conversation.session_1_date_time: expected a time such as",
        "[{\"conversation\":{\"session_1\":[{}],\"session_1_date_time\":\"1:56 pm on 8 May,"
            + " 2023\"}}] | dataset[0].conversation.session_1[0].text: expected text"
      })
  void saysWhereAFileIsWrong(String content, String message) {
    assertThatThrownBy(() -> LocomoFile.read(file(content)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("dataset.json"), content);
  }
}
