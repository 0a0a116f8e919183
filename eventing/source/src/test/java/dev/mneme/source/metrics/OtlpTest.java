// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Meters seen from outside by OTLP, and how the standard variables are read. */
class OtlpTest {
  private record Posted(String path, @Nullable String authorization, byte[] body) {}

  @Test
  void sendsMetersToAReceiver() throws Exception {
    // Given
    BlockingQueue<Posted> posts = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          try (exchange) {
            posts.add(
                new Posted(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("authorization"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    receiver.start();
    Map<String, String> environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://localhost:" + receiver.getAddress().getPort() + "/collect",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "authorization=Bearer%20a+b",
            "OTEL_RESOURCE_ATTRIBUTES",
            "k8s.pod.name=source-0,service.name=overridden",
            "OTEL_SERVICE_NAME",
            "my-source");

    // When
    try (SourceMetrics metrics = new SourceMetrics(Settings.from(environment))) {
      RouteMetrics route = metrics.route("classify", List.of("refused"), 1);
      route.posted(2);
      route.answered(200, Duration.ofMillis(3));
      route.accepted(1, Duration.ofSeconds(1));
      route.deadLetter("refused", 422, Duration.ofSeconds(2));
    }

    // Then
    Posted post = posts.poll(20, TimeUnit.SECONDS);
    receiver.stop(0);
    assertThat(post).isNotNull();
    assertThat(post.path()).isEqualTo("/collect/v1/metrics");
    assertThat(post.authorization()).isEqualTo("Bearer a+b");
    ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(post.body());
    assertThat(request.getResourceMetricsList()).hasSize(1);
    ResourceMetrics resource = request.getResourceMetrics(0);
    assertThat(resource.getResource().getAttributesList())
        .extracting(KeyValue::getKey, attribute -> attribute.getValue().getStringValue())
        .contains(tuple("service.name", "my-source"), tuple("k8s.pod.name", "source-0"));
    List<Metric> sent = resource.getScopeMetrics(0).getMetricsList();
    assertThat(sent)
        .extracting(Metric::getName)
        .contains(
            "mneme.source.attempts",
            "mneme.source.deliveries",
            "mneme.source.dead.letters",
            "mneme.source.replies",
            "mneme.source.requests",
            "mneme.source.publish.to.outcome",
            "mneme.source.in.flight",
            "jvm.memory.used",
            "process.cpu.usage");
    Metric attempts =
        sent.stream()
            .filter(metric -> metric.getName().equals("mneme.source.attempts"))
            .findFirst()
            .orElseThrow();
    assertThat(attempts.getSum().getDataPoints(0).getAsDouble()).isEqualTo(2);
    assertThat(attempts.getSum().getDataPoints(0).getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("route");
  }

  @Test
  void nothingIsSentUnlessAskedFor() {
    assertThat(otlp(Map.of())).isEmpty();
    assertThat(otlp(named("OTEL_SDK_DISABLED", "true"))).isEmpty();
    assertThat(otlp(named("OTEL_METRICS_EXPORTER", "none"))).isEmpty();
  }

  @Test
  void whatIsSaidForMetricsCountsMost() {
    // Given
    Map<String, String> environment = named("OTEL_EXPORTER_OTLP_HEADERS", "a=1,b=2");
    environment.put("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://metrics:4318/as-it-is");
    environment.put("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "b=3");
    environment.put("OTEL_METRIC_EXPORT_INTERVAL", "5000");

    // When
    OtlpSettings settings = otlp(environment).orElseThrow();

    // Then
    assertThat(settings.url()).isEqualTo("http://metrics:4318/as-it-is");
    assertThat(settings.headers()).containsOnly(Map.entry("a", "1"), Map.entry("b", "3"));
    assertThat(settings.step()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.resourceAttributes()).containsEntry("service.name", "mneme-source");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc, 'expected http/protobuf, found grpc'",
        "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL, http/json, 'expected http/protobuf, found http/json'",
        "OTEL_METRIC_EXPORT_INTERVAL, often, expected",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT, collector:4318, expected an http or https URI",
        "OTEL_EXPORTER_OTLP_HEADERS, secret, expected name=value pairs separated by commas",
        "OTEL_RESOURCE_ATTRIBUTES, a=%zz, expected name=value pairs separated by commas",
      })
  void aMalformedVariableIsNamed(String key, String value, String expected) {
    assertThatThrownBy(() -> otlp(named(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("secret");
  }

  private static Map<String, String> named(String key, String value) {
    Map<String, String> environment = new HashMap<>();
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
    environment.put(key, value);
    return environment;
  }

  private static Optional<OtlpSettings> otlp(Map<String, String> environment) {
    return OtlpSettings.from(Settings.from(environment));
  }
}
