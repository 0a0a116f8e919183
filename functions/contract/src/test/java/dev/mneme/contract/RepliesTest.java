// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.data.AuditSealed;
import dev.mneme.contract.data.ModelTrainingRequested;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RepliesTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void replyTellsWhoWhatWhenAndWhy() {
    // Given
    CloudEvent cause = Causes.captured().withExtension("traceparent", TRACE).build();

    // When
    CloudEvent reply =
        Replies.of("echo", cause)
            .add(EventType.TEXT_CAPTURED, "m-2", new TextCaptured("again", null, null))
            .list()
            .getFirst();

    // Then
    assertThat(reply.getId()).isEqualTo(EventIds.reply("echo", cause, 0));
    assertThat(reply.getSource()).hasToString("/mneme/echo");
    assertThat(reply.getType()).isEqualTo("dev.mneme.text.captured.v1");
    assertThat(reply.getSubject()).isEqualTo("m-2");
    assertThat(reply.getTime()).isEqualTo(Causes.TIME);
    assertThat(reply.getDataContentType()).isEqualTo("application/json");
    assertThat(Objects.requireNonNull(reply.getData()).toBytes())
        .asString()
        .isEqualTo("{\"text\":\"again\"}");
    assertThat(reply.getExtensionNames())
        .containsExactlyInAnyOrder(
            "tenant", "userid", "partitionkey", "causationid", "traceparent");
    assertThat(reply.getExtension("tenant")).isEqualTo("acme");
    assertThat(reply.getExtension("userid")).isEqualTo("ana@example");
    assertThat(reply.getExtension("partitionkey")).isEqualTo("acme/ana=40example");
    assertThat(reply.getExtension("causationid")).isEqualTo("1");
    assertThat(reply.getExtension("traceparent")).isEqualTo(TRACE);
    assertThat(Envelope.check(reply, Causes.TIME.toInstant())).isEqualTo(EventType.TEXT_CAPTURED);
  }

  @Test
  void sameCauseHasTheSameReplies() {
    // Given
    CloudEvent cause = Causes.captured().build();

    // Then
    assertThat(several(cause)).isEqualTo(several(cause)).hasSize(3);
  }

  @Test
  void everyReplyHasItsOwnId() {
    // Given
    CloudEvent cause = Causes.captured().build();

    // Then
    assertThat(several(cause)).extracting(CloudEvent::getId).doesNotHaveDuplicates();
    assertThat(several(cause))
        .extracting(CloudEvent::getId)
        .doesNotContainAnyElementsOf(
            several(Causes.captured().withId("2").build()).stream()
                .map(CloudEvent::getId)
                .toList());
  }

  @Test
  void causeWithoutATraceHasRepliesWithoutOne() {
    assertThat(several(Causes.captured().build()))
        .allSatisfy(reply -> assertThat(reply.getExtension("traceparent")).isNull());
  }

  @Test
  void auditLogOwnsWhatItTellsOfItself() {
    // When
    CloudEvent reply =
        Replies.of("audit", Causes.captured().build())
            .add(
                EventType.AUDIT_SEALED,
                UserKey.SYSTEM,
                "head-1",
                new AuditSealed(1, "0".repeat(64)))
            .list()
            .getFirst();

    // Then
    assertThat(UserKey.of(reply)).isEqualTo(UserKey.SYSTEM);
    assertThat(reply.getExtension("partitionkey")).isEqualTo("mneme/log");
    assertThat(Subjects.publish(reply)).isEqualTo("mneme.in.audit.sealed.mneme.log");
  }

  private static List<CloudEvent> several(CloudEvent cause) {
    return Replies.of("persist", cause)
        .add(EventType.TEXT_CAPTURED, "m-2", new TextCaptured("a", "en", LifeCategory.HOME))
        .add(EventType.TEXT_CAPTURED, "m-2", new TextCaptured("a", "en", LifeCategory.HOME))
        .add(EventType.MODEL_TRAINING_REQUESTED, "model", new ModelTrainingRequested(20, 30))
        .list();
  }
}
