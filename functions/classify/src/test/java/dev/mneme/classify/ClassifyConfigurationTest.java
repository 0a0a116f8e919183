// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.EventData;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.runtime.FunctionApplication;
import dev.mneme.runtime.RunningFunction;
import io.cloudevents.CloudEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The function behind its HTTP front, as the source meets it. */
class ClassifyConfigurationTest {
  @Test
  void answersABatchWithOneOutcomeForEachEvent() throws Exception {
    // Given
    List<CloudEvent> events =
        List.of(Events.text("1", "The mortgage rate went up."), Events.text("2", ""));
    try (RunningFunction running =
            FunctionApplication.start(
                new ClassifyConfiguration(), Map.of("PORT", "0", "MNEME_EMBEDDING_THREADS", "1"));
        HttpClient http = HttpClient.newHttpClient()) {

      // When
      HttpResponse<byte[]> response =
          http.send(
              HttpRequest.newBuilder(running.uri())
                  .header("Content-Type", EventBatch.MEDIA_TYPE)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(EventBatch.write(events)))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());

      // Then
      assertThat(response.statusCode()).isEqualTo(200);
      List<Outcome> outcomes = Outcomes.read(response.body(), events);
      CloudEvent reply = ((Outcome.Done) outcomes.getFirst()).replies().getFirst();
      assertThat(EventData.read(reply, MemoryClassified::read).category().label())
          .isEqualTo(LifeCategory.FINANCE);
      assertThat(((Outcome.Refused) outcomes.get(1)).problem().errors())
          .singleElement()
          .satisfies(error -> assertThat(error.field()).isEqualTo("data.text"));
    }
  }

  @Test
  void wrongSettingEndsTheStart() {
    // Then
    assertThatThrownBy(
            () ->
                FunctionApplication.start(
                    new ClassifyConfiguration(),
                    Map.of("PORT", "0", "MNEME_EMBEDDING_THREADS", "none")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "MNEME_EMBEDDING_THREADS: expected a whole number from 1 to 64, found none");
  }
}
