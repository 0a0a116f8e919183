// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Replies;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  @Test
  void dataOfARepliedEventComesThroughAsJson() {
    // Given
    CloudEvent cause =
        CloudEventBuilder.v1()
            .withId("1")
            .withSource(URI.create("/test"))
            .withType(EventType.TEXT_CAPTURED.type())
            .withSubject("m")
            .withTime(OffsetDateTime.parse("2026-02-03T04:05:06Z"))
            .withExtension("tenant", "acme")
            .withExtension("userid", "ana")
            .build();
    TextCaptured data = new TextCaptured("again", null, null);
    List<CloudEvent> replies =
        Replies.of("test", cause).add(EventType.TEXT_CAPTURED, "m", data).list();

    // When
    byte[] json = Outcomes.write(List.of(cause), List.of(new Outcome.Done(replies)));

    // Then
    assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"data\":{\"text\":\"again\"}");
    assertThat(Outcomes.read(json, List.of(cause)))
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done ->
                assertThat(EventData.read(done.replies().getFirst(), TextCaptured::read))
                    .isEqualTo(data));
  }
}
