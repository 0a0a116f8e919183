// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mneme.contract.FieldWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AnswerTest {
  @Test
  void isWrittenAsJacksonBindsIt() {
    // Given
    JsonMapper binding =
        JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    Instant time = Instant.parse("2026-03-01T08:30:00.250Z");
    Answer answer =
        new Answer(
            "Who?",
            "Inês",
            List.of(new Answer.Source("m/1", time, "\"Inês\" 健二 🍞\n", "home", "event", -0.125)));

    // Then
    assertThat(FieldWriter.bytes(answer))
        .asString(UTF_8)
        .isEqualTo(binding.writeValueAsString(answer));
  }
}
