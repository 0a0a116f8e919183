// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventType;
import dev.mneme.contract.Replies;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class FunctionApplicationTest {
  @Configuration(proxyBeanMethods = false)
  static class Echo {
    @Bean
    Function<CloudEvent, List<CloudEvent>> echo() {
      return event ->
          Replies.of("echo", event)
              .add(EventType.TEXT_CAPTURED, "m", new TextCaptured("again", null, null))
              .list();
    }
  }

  @Test
  void answersAnEventInBinaryMode() throws Exception {
    // Given
    try (RunningFunction running = FunctionApplication.start(Echo.class, Map.of("PORT", "0"));
        HttpClient http = HttpClient.newHttpClient()) {
      // When
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(running.uri())
                  .header("Content-Type", "application/json")
                  .header("ce-specversion", "1.0")
                  .header("ce-id", "1")
                  .header("ce-source", "/test")
                  .header("ce-type", EventType.TEXT_CAPTURED.type())
                  .header("ce-subject", "m")
                  .header("ce-time", "2026-01-01T00:00:00Z")
                  .header("ce-tenant", "acme")
                  .header("ce-userid", "Zo%C3%AB")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"hi\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      // Then
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{\"text\":\"again\"}");
      assertThat(response.headers().firstValue("ce-userid")).hasValue("Zo%C3%AB");
      assertThat(
              http.send(
                      HttpRequest.newBuilder(URI.create(running.uri() + "metrics")).build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body())
          .contains("mneme_events_total{outcome=\"done\"} 1.0");
    }
  }
}
