// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.mneme.audit.fixture.Events;
import dev.mneme.audit.merkle.Rfc6962;
import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LeavesTest {
  /** How the first leaves were written. */
  @JsonPropertyOrder(alphabetic = true)
  interface Alphabetic {}

  private final Leaves leaves = new Leaves();

  @Test
  void saysWhichEventItIsAndNothingOfItsText() {
    // When
    Leaf leaf = leaves.of(Events.persisted(Events.ADA, "m1"));

    // Then
    assertThat(leaf.content())
        .isEqualTo(
            """
            {"blind":"%s","digest":"%s","id":"memory-m1","source":"/mneme/test","subject":"m1",\
            "tenant":"home","time":"2026-03-01T08:30:00.500Z",\
            "type":"dev.mneme.memory.persisted.v1","user":"ada","v":1}\
            """
                .formatted(leaf.blind(), Events.COMMITMENT));
    assertThat(leaf.blind()).matches("[0-9a-f]{32}");
    assertThat(Leaf.parse(leaf.content())).isEqualTo(leaf);
    assertThat(Leaf.hash(leaf.content()))
        .isEqualTo(Rfc6962.leaf(leaf.content().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void isWrittenAsTheBytesThatWereHashedWhenJacksonBoundIt() {
    // Given
    JsonMapper binding = JsonMapper.builder().addMixIn(Leaf.class, Alphabetic.class).build();
    CloudEvent event =
        CloudEventBuilder.v1(Events.persisted(Events.ADA, "m1"))
            .withSubject("\"m/1\" é 健 🍞 \u2028 \\")
            .build();

    // When
    Leaf leaf = leaves.of(event);

    // Then
    assertThat(leaf.content()).isEqualTo(binding.writeValueAsString(leaf));
    assertThat(Leaf.parse(leaf.content())).isEqualTo(leaf);
  }

  @Test
  void takesTheDigestThatTheTypeProvides() throws Exception {
    // Given
    CloudEvent consent = Events.withdrawn(Events.ADA, "ada");
    byte[] data = consent.getData().toBytes();

    // When // Then
    assertThat(leaves.of(Events.trained(Events.ADA, "model-1")).digest())
        .isEqualTo(Events.ARTIFACT);
    assertThat(leaves.of(consent).digest())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data)));
  }

  @Test
  void hidesEqualEventsBehindDifferentBlinds() {
    // Given
    CloudEvent event = Events.persisted(Events.ADA, "m1");

    // When
    Leaf first = leaves.of(event);
    Leaf second = leaves.of(event);

    // Then
    assertThat(first).isNotEqualTo(second);
    assertThat(first.sameEvent(second)).isTrue();
    assertThat(first.key()).isEqualTo(second.key());
  }

  @Test
  void keepsTheIdsOfUsersApart() {
    assertThat(leaves.of(Events.persisted(Events.ADA, "m1")).key())
        .isNotEqualTo(leaves.of(Events.persisted(Events.BEN, "m1")).key());
  }

  @Test
  void refusesATypeThatIsNoChange() {
    // Given
    CloudEvent text =
        Events.event(
            EventType.TEXT_CAPTURED, Events.ADA, "m1", new TextCaptured("hello", null, null));

    // When // Then
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> leaves.of(text))
        .withMessageContaining("type: expected a change that the log takes")
        .withMessageContaining("dev.mneme.text.captured.v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\nb", "\ud800"})
  void refusesWhatNoDatabaseTakes(String id) {
    // Given
    CloudEvent event = CloudEventBuilder.v1(Events.persisted(Events.ADA, "m1")).withId(id).build();

    // When // Then
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> leaves.of(event))
        .withMessageContaining("id: expected");
  }

  @Test
  void refusesDataThatBreaksItsRecord() {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> leaves.of(Events.persisted(Events.ADA, "m1", "xyz")))
        .withMessageContaining("data.commitment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"blind\":\"x\"}", "no json"})
  void readsNothingButLeaves(String content) {
    assertThatIllegalArgumentException().isThrownBy(() -> Leaf.parse(content));
  }
}
