// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

class FunctionApplicationTest {
  private static final ParameterizedTypeReference<Function<CloudEvent, List<CloudEvent>>> ONE =
      new ParameterizedTypeReference<>() {};

  /** Two functions, of which one has to be named. */
  static final class Two implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
      beans.registerBean("first", ONE, bean -> bean.supplier(with -> event -> List.of()));
      beans.registerBean("second", ONE, bean -> bean.supplier(with -> event -> List.of()));
    }
  }

  static final class OtherTypes implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
      beans.registerBean(
          "upper",
          new ParameterizedTypeReference<Function<String, String>>() {},
          bean -> bean.supplier(with -> text -> text));
    }
  }

  /** Asks for a setting and counts something. */
  static final class Asking implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
      beans.registerBean("asking", ONE, bean -> bean.supplier(Asking::asking));
    }

    private static Function<CloudEvent, List<CloudEvent>> asking(
        BeanRegistry.SupplierContext with) {
      long least = with.bean(Settings.class).number("MNEME_LEAST", 1, 1, 9);
      with.bean(MeterRegistry.class).gauge("mneme.least", least);
      return event -> List.of();
    }
  }

  @TempDir private Path directory;

  @Test
  void finishesWhatIsInFlightWhenToldToStop() throws Exception {
    // Given
    Path gate = directory.resolve("gate");
    try (ChildJvm child = new ChildJvm(directory, Map.of("PORT", "0"));
        Client client = new Client(child.awaitReady())) {
      assertThat(client.get("readyz").statusCode()).isEqualTo(204);
      CompletableFuture<HttpResponse<String>> working =
          client.binaryLater(Events.text("1", "ada", "until " + gate));
      await().until(() -> client.get("metrics").body().contains("requests_in_flight 1.0"));

      // When
      child.terminate();

      // Then
      await().until(() -> client.get("readyz").statusCode() == 503);
      assertThat(client.get("livez").statusCode()).isEqualTo(204);
      HttpResponse<String> late = client.binary(Events.text("2", "ada", "reply 0"));
      EventsOverHttpTest.assertProblem(late, 503, "Draining");
      assertThat(late.headers().firstValue("retry-after")).hasValue("1");
      Files.createFile(gate);
      assertThat(working.join().statusCode()).isEqualTo(204);
      assertThat(child.awaitExit()).isZero();
    }
  }

  @Test
  void cutsOffWhatTakesTooLong() throws Exception {
    // Given
    Path never = directory.resolve("never");
    Map<String, String> environment = Map.of("PORT", "0", "MNEME_SHUTDOWN_SECONDS", "0");
    try (ChildJvm child = new ChildJvm(directory, environment);
        Client client = new Client(child.awaitReady())) {
      CompletableFuture<HttpResponse<String>> working =
          client.binaryLater(Events.text("1", "ada", "until " + never));
      await().until(() -> client.get("metrics").body().contains("requests_in_flight 1.0"));

      // When
      child.terminate();

      // Then
      assertThat(child.awaitExit()).isZero();
      assertThat(working.handle((response, failure) -> failure).join()).isNotNull();
      assertThat(child.out()).contains("cut off function=scripted after=PT0S");
    }
  }

  @Test
  void closesTheConnectionOfAClientThatIsTooSlow() throws Exception {
    // Given
    Map<String, String> environment = Map.of("PORT", "0", "MNEME_READ_SECONDS", "1");
    try (ChildJvm child = new ChildJvm(directory, environment)) {
      URI uri = child.awaitReady();
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        // When
        socket
            .getOutputStream()
            .write("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(socket.getInputStream().readAllBytes()).isEmpty();
      }
    }
  }

  @Test
  void endsWithOneLineWhereASettingIsWrong() throws Exception {
    // Given
    Map<String, String> environment = Map.of("PORT", "0", "MNEME_CONCURRENCY", "many");
    try (ChildJvm child = new ChildJvm(directory, environment)) {
      // Then
      assertThat(child.awaitExit()).isEqualTo(78);
      assertThat(child.err())
          .isEqualTo(
              "settings: MNEME_CONCURRENCY: expected a whole number from 1 to 10000, found many"
                  + System.lineSeparator());
      assertThat(child.out()).isEmpty();
    }
  }

  @Test
  void takesNoArguments() throws Exception {
    try (ChildJvm child = new ChildJvm(directory, Map.of("PORT", "0"), "--port=1")) {
      assertThat(child.awaitExit()).isEqualTo(78);
      assertThat(child.err()).startsWith("settings: arguments: expected none, found [--port=1]");
    }
  }

  @Test
  void endsWhereThePortIsTaken() throws Exception {
    // Given
    try (ServerSocket taken = new ServerSocket(0);
        ChildJvm child = new ChildJvm(directory, Map.of("PORT", "" + taken.getLocalPort()))) {
      // Then
      assertThat(child.awaitExit()).isEqualTo(1);
      assertThat(child.out()).contains("cannot listen on port " + taken.getLocalPort());
    }
  }

  @Test
  void refusesASettingThatABeanCannotUse() {
    assertThatThrownBy(
            () -> FunctionApplication.start(new Asking(), Map.of("PORT", "0", "MNEME_LEAST", "10")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("settings: MNEME_LEAST: expected a whole number from 1 to 9, found 10");
  }

  @Test
  void refusesASettingThatNobodyKnows() {
    assertThatThrownBy(
            () -> FunctionApplication.start(new Asking(), Map.of("PORT", "0", "MNEME_LEASD", "2")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("MNEME_LEASD is unknown", "MNEME_LEAST", "MNEME_MAX_BODY_BYTES");
  }

  @Test
  void showsTheMetersOfTheFunctionAndOfTheProcess() throws Exception {
    // Given
    try (RunningFunction running =
            FunctionApplication.start(new Asking(), Map.of("PORT", "0", "MNEME_LEAST", "7"));
        Client client = new Client(running.uri())) {
      client.binary(Events.text("1", "ada", "x"));
      client.binary(Events.builder("2", "").build());
      client.get("nowhere");

      // When
      HttpResponse<String> page = client.get("metrics");

      // Then
      assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
      assertThat(page.body())
          .contains(
              "mneme_least 7.0",
              "mneme_events_total{outcome=\"done\"} 1.0",
              "mneme_events_total{outcome=\"refused\"} 1.0",
              "mneme_requests_seconds_bucket{status=\"204\",le=\"0.005\"}",
              "mneme_requests_seconds_count{status=\"422\"} 1",
              "mneme_requests_turned_away_total{status=\"404\"} 1.0",
              "mneme_requests_in_flight 0.0",
              "jvm_memory_used_bytes",
              "process_uptime_seconds");
    }
  }

  @Test
  void refusesFunctionsItCannotChooseFromOrFeed() {
    assertThatThrownBy(() -> FunctionApplication.start(new Two(), Map.of("PORT", "0")))
        .hasMessageContainingAll("spring.cloud.function.definition", "first", "second");
    assertThatThrownBy(() -> FunctionApplication.start(new OtherTypes(), Map.of("PORT", "0")))
        .hasMessageContainingAll(
            "function upper: expected Function<CloudEvent, List<CloudEvent>>",
            "found Function<java.lang.String, java.lang.String>");
  }

  @Test
  void choosesTheFunctionThatIsNamed() {
    // Given
    System.setProperty("spring.cloud.function.definition", "second");
    try (RunningFunction running = FunctionApplication.start(new Two(), Map.of("PORT", "0"))) {
      // Then
      assertThat(running.name()).isEqualTo("second");
    } finally {
      System.clearProperty("spring.cloud.function.definition");
    }
  }
}
