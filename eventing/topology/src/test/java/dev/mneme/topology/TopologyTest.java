// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.EventType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped manifests, and what happens to malformed ones. */
class TopologyTest {
  private final Map<String, String> files = new HashMap<>();

  @BeforeEach
  void readShipped() throws IOException {
    for (String name : List.of("streams.yaml", "consumers.yaml", "buckets.yaml", "routes.yaml")) {
      try (InputStream in = Topology.class.getResourceAsStream(name)) {
        files.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void everyTypeOfTheContractHasExactlyOneStream() {
    // Given
    Topology topology = Topology.shipped();

    // Then
    for (EventType type : EventType.values()) {
      String subject = "mneme.in." + type.noun() + "." + type.verbToken() + ".t.u";
      assertThat(
              topology.streams().stream()
                  .filter(s -> s.subjects().stream().anyMatch(p -> matches(p, subject))))
          .as(subject)
          .hasSize(1);
    }
  }

  @Test
  void routesNameOnlyTypesOfTheContract() {
    // Given
    List<String> known = Arrays.stream(EventType.values()).map(EventType::type).toList();

    // Then
    assertThat(Topology.shipped().routes())
        .allSatisfy(
            route -> {
              assertThat(known).containsAll(route.consumes());
              assertThat(known).containsAll(route.replies());
            });
  }

  @Test
  void aRouteReadsTheStreamThatItsTypesArriveIn() {
    // Given
    Topology topology = Topology.shipped();

    // Then
    for (Route route : topology.routes()) {
      StreamManifest stream =
          topology.streams().stream()
              .filter(s -> s.name().equals(route.stream()))
              .findFirst()
              .orElseThrow();
      for (String consumed : route.consumes()) {
        EventType type = EventType.of(consumed);
        String subject = "mneme.in." + type.noun() + "." + type.verbToken() + ".t.u";
        assertThat(stream.subjects())
            .as(route.name() + " " + consumed)
            .anyMatch(p -> matches(p, subject));
      }
    }
  }

  @Test
  void readsDurationsAsGoWritesThem() {
    assertThat(GoDuration.parse("1h30m").value()).isEqualTo(Duration.ofMinutes(90));
    assertThat(GoDuration.parse("500ms").value()).isEqualTo(Duration.ofMillis(500));
    assertThatThrownBy(() -> GoDuration.parse("10 minutes"))
        .hasMessageContaining("10 minutes")
        .hasMessageContaining("1h30m");
  }

  @Test
  void namesAnUnknownField() {
    refuses("streams.yaml", "discard: new", "discrad: new", "streams.yaml", "discrad");
  }

  @Test
  void namesAnUnknownKind() {
    refuses("consumers.yaml", "kind: Consumer", "kind: Stream", "consumers.yaml", "Stream");
  }

  @Test
  void namesARouteWhoseConsumerIsMissing() {
    refuses("routes.yaml", "consumers: .persist.", "consumers: [persits]", "persist", "persits");
  }

  @Test
  void namesConsumersThatShareAShard() {
    refuses(
        "routes.yaml",
        "consumers: .persist.",
        "consumers: [persist, persist]",
        "persist",
        "shards");
  }

  @Test
  void namesARouteSettingOutOfRange() {
    refuses("routes.yaml", "attempts: 8", "attempts: 0", "attempts", "1 or more", "0");
  }

  @Test
  void namesAMalformedDuration() {
    refuses("routes.yaml", "deadline: 30m", "deadline: soon", "routes.yaml", "soon");
  }

  @Test
  void namesAMissingSetting() {
    refuses("routes.yaml", "    stream: mneme-train\n", "", "routes.yaml", "stream");
  }

  private void refuses(String file, String present, String instead, String... named) {
    // Given
    assertThat(files.getOrDefault(file, "")).containsPattern(present);
    files.computeIfPresent(file, (name, text) -> text.replaceFirst(present, instead));

    // Then
    assertThatThrownBy(() -> new ManifestReader(this::open).read())
        .isInstanceOf(TopologyException.class)
        .hasMessageContainingAll(named);
  }

  private InputStream open(String name) {
    return new ByteArrayInputStream(files.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
  }

  private static boolean matches(String pattern, String subject) {
    return subject.matches(pattern.replace(".", "\\.").replace("*", "[^.]+"));
  }
}
