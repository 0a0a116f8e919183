// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.micrometer.registry.otlp.OtlpConfig;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and how meters are exported, as OpenTelemetry's environment variables say ("OpenTelemetry
 * Protocol Exporter" and "Environment Variable Specification" 1.40).
 *
 * @param url that takes {@code ExportMetricsServiceRequest} by POST
 * @param headers sent with each request, such as for authorization
 * @param resourceAttributes who is measured; {@code service.name} among them
 * @param step between two exports
 */
record OtlpSettings(
    String url, Map<String, String> headers, Map<String, String> resourceAttributes, Duration step)
    implements OtlpConfig {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String METRICS_ENDPOINT = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
  private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";
  private static final String METRICS_PROTOCOL = "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL";
  private static final String SPOKEN = "http/protobuf";
  private static final Set<String> HTTP = Set.of("http", "https");
  private static final String SERVICE = "service.name";

  /** Empty if no endpoint is named, or the export is switched off. */
  static Optional<OtlpSettings> from(Settings settings) {
    boolean off =
        settings.text("OTEL_SDK_DISABLED", "false").equalsIgnoreCase("true")
            || settings.text("OTEL_METRICS_EXPORTER", "otlp").equals("none");
    Optional<URI> own = endpoint(settings, METRICS_ENDPOINT);
    Optional<URI> shared = endpoint(settings, ENDPOINT);
    if (off || (own.isEmpty() && shared.isEmpty())) {
      return Optional.empty();
    }
    checkProtocol(settings, settings.optionalText(METRICS_PROTOCOL).isPresent());
    Map<String, String> headers = pairs(settings, "OTEL_EXPORTER_OTLP_HEADERS");
    headers.putAll(pairs(settings, "OTEL_EXPORTER_OTLP_METRICS_HEADERS"));
    Map<String, String> resource = pairs(settings, "OTEL_RESOURCE_ATTRIBUTES");
    settings.optionalText("OTEL_SERVICE_NAME").ifPresent(name -> resource.put(SERVICE, name));
    resource.putIfAbsent(SERVICE, "mneme-source");
    Duration step =
        Duration.ofMillis(settings.number("OTEL_METRIC_EXPORT_INTERVAL", 60_000, 100, 3_600_000));
    // The endpoint of the signal is used as it is, the shared one is a base.
    String url =
        own.map(URI::toString).orElseGet(() -> metrics(String.valueOf(shared.orElseThrow())));
    return Optional.of(new OtlpSettings(url, headers, resource, step));
  }

  @Override
  public @Nullable String get(String key) {
    return null;
  }

  private static Optional<URI> endpoint(Settings settings, String key) {
    Optional<URI> endpoint = settings.optionalUri(key);
    endpoint
        .filter(uri -> !HTTP.contains(uri.getScheme()))
        .ifPresent(
            uri -> {
              throw new SettingsException(
                  List.of(key + ": expected an http or https URI, found " + uri));
            });
    return endpoint;
  }

  private static String metrics(String base) {
    return base + (base.endsWith("/") ? "" : "/") + "v1/metrics";
  }

  private static void checkProtocol(Settings settings, boolean own) {
    String key = own ? METRICS_PROTOCOL : PROTOCOL;
    String protocol = settings.text(key, SPOKEN);
    if (!protocol.equals(SPOKEN)) {
      throw new SettingsException(List.of(key + ": expected " + SPOKEN + ", found " + protocol));
    }
  }

  /** {@code key=value,key=value}, values percent-encoded, as in W3C Baggage. */
  private static Map<String, String> pairs(Settings settings, String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : settings.text(key, "").split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals).strip(), decoded(key, pair.substring(equals + 1)));
      } else if (!pair.isBlank()) {
        throw wrong(key);
      }
    }
    return pairs;
  }

  private static String decoded(String key, String value) {
    try {
      // A plus is a plus here, unlike in a form.
      return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong(key);
    }
  }

  private static SettingsException wrong(String key) {
    // Not what was found: headers hold credentials.
    return new SettingsException(
        List.of(key + ": expected name=value pairs separated by commas, found something else"));
  }
}
