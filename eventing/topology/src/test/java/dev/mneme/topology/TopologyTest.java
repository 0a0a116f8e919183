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
  void advisoriesOfEveryRoutesStreamWaitForItsSource() {
    // Given
    Topology topology = Topology.shipped();

    // Then
    assertThat(topology.routes())
        .allSatisfy(
            route ->
                assertThat(topology.consumers())
                    .anySatisfy(
                        consumer -> {
                          assertThat(consumer.streamName()).isEqualTo("mneme-advisories");
                          assertThat(consumer.durableName())
                              .isEqualTo("deadletter-" + route.name());
                          assertThat(consumer.filterSubjects())
                              .containsExactly(
                                  "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES."
                                      + route.stream()
                                      + ".*");
                        }));
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

  @Test
  void tenantsShareEveryRouteByWeightAndCap() {
    // Given
    rewrite(
        "routes.yaml",
        "  - name: \"\\*\"\n",
        "  - {name: acme, weight: 3}\n  - {name: \"*\", inFlight: 8}\n");

    // When
    Topology topology = new ManifestReader(this::open).read();

    // Then
    assertThat(topology.routes())
        .allSatisfy(
            route ->
                assertThat(route.tenants())
                    .containsExactly(
                        new Tenant("acme", 3, Tenant.UNLIMITED), new Tenant(Tenant.DEFAULT, 1, 8)));
  }

  @Test
  void namesATenantsSettingOutOfRange() {
    refuses(
        "routes.yaml",
        "- name: \"\\*\"",
        "- {name: acme, weight: 0}",
        "acme",
        "weight",
        "1 or more",
        "0");
  }

  @Test
  void namesATenantsCapOutOfRange() {
    refuses(
        "routes.yaml",
        "- name: \"\\*\"",
        "- {name: acme, inFlight: -1}",
        "acme",
        "inFlight",
        "1 or more",
        "-1");
  }

  @Test
  void namesATenantThatIsThereTwice() {
    refuses("routes.yaml", "tenants:\n", "tenants:\n  - name: \"*\"\n", "tenants", "*", "another");
  }

  @Test
  void batchesHaveAMebibyteUnlessTheySayMore() {
    // Given
    rewrite(
        "routes.yaml",
        "batch: \\{events: 16, age: 20ms}",
        "batch: {events: 16, bytes: 4096, age: 20ms}");

    // When
    Topology topology = new ManifestReader(this::open).read();

    // Then
    assertThat(topology.route("classify").batch().bytes()).isEqualTo(4096);
    assertThat(topology.route("persist").batch().bytes()).isEqualTo(1 << 20);
  }

  @Test
  void namesABatchWithoutRoomForAByte() {
    refuses(
        "routes.yaml",
        "events: 16, age",
        "events: 16, bytes: 0, age",
        "classify",
        "batch.bytes",
        "1 or more",
        "0");
  }

  @Test
  void whatWaitsCanBeReadAgainBySequence() {
    assertThat(Topology.shipped().streams())
        .filteredOn(stream -> stream.retention() == StreamManifest.Retention.workqueue)
        .isNotEmpty()
        .allSatisfy(stream -> assertThat(stream.configuration().getAllowDirect()).isTrue());
  }

  private void refuses(String file, String present, String instead, String... named) {
    // Given
    rewrite(file, present, instead);

    // Then
    assertThatThrownBy(() -> new ManifestReader(this::open).read())
        .isInstanceOf(TopologyException.class)
        .hasMessageContainingAll(named);
  }

  private void rewrite(String file, String present, String instead) {
    assertThat(files.getOrDefault(file, "")).containsPattern(present);
    files.computeIfPresent(file, (name, text) -> text.replaceFirst(present, instead));
  }

  private InputStream open(String name) {
    return new ByteArrayInputStream(files.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
  }

  private static boolean matches(String pattern, String subject) {
    return subject.matches(pattern.replace(".", "\\.").replace("*", "[^.]+"));
  }
}
