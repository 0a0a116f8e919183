// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.classify.people.PeopleFinder;
import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.contract.data.Person;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifyFunctionTest {
  private static final ClassifyFunction FUNCTION =
      new ClassifyFunction(
          Model.EMBEDDER, Classifier.load(Model.EMBEDDER.model()), PeopleFinder.load());

  @Test
  void writtenMemoryFindsItsPlace() {
    // Given
    CloudEvent event =
        Events.of(
            "1",
            EventType.TEXT_CAPTURED,
            "{\"text\":\"The dentist filled two teeth this"
                + " morning.\",\"language\":\"en\",\"category\":\"leisure\"}");

    // When
    CloudEvent reply = reply(FUNCTION.apply(List.of(event)).getFirst());

    // Then
    assertThat(reply.getType()).isEqualTo(EventType.MEMORY_CLASSIFIED.type());
    assertThat(reply.getSubject()).isEqualTo("memory-1");
    MemoryClassified data = EventData.read(reply, MemoryClassified::read);
    assertThat(data.category().label()).isEqualTo(LifeCategory.HEALTH);
    assertThat(data.category().unsure()).isFalse();
    assertThat(data.kind().label()).isEqualTo(MemoryKind.EVENT);
    assertThat(data.ownerCategory()).isEqualTo(LifeCategory.LEISURE);
    assertThat(data.text()).isEqualTo("The dentist filled two teeth this morning.");
    assertThat(data.language()).isEqualTo("en");
    assertThat(data.embedding().model()).isEqualTo(Model.EMBEDDER.model());
    assertThat(data.embedding().vector()).isEqualTo(Model.EMBEDDER.embed(data.text()));
    assertThat(data.transcript()).isNull();
  }

  @Test
  void spokenMemoryKeepsItsTranscript() {
    // Given
    CloudEvent event =
        Events.of(
            "2",
            EventType.MEMORY_TRANSCRIBED,
            """
            {"text":"we moved house","language":"en","audio":"s3://b/acme/ana/audio/2",
             "transcript":{"engine":"e 1","confidence":0.75,"durationSeconds":1.5,
              "words":[{"word":"we","startSeconds":0,"endSeconds":0.5,"confidence":0.75}]}}
            """);

    // When
    MemoryClassified data =
        EventData.read(reply(FUNCTION.apply(List.of(event)).getFirst()), MemoryClassified::read);

    // Then
    assertThat(data.category().label()).isEqualTo(LifeCategory.HOME);
    assertThat(Objects.requireNonNull(data.transcript()).words()).hasSize(1);
    assertThat(data.audio()).isEqualTo(URI.create("s3://b/acme/ana/audio/2"));
    assertThat(data.ownerCategory()).isNull();
  }

  @Test
  void memoryTellsWhomItNames() {
    // Given
    CloudEvent event = Events.text("7", "Walked home with Marta and Dr. Patel.");
    CloudEvent lonely = Events.text("8", "Walked home alone.");

    // When
    List<Outcome> outcomes = FUNCTION.apply(List.of(event, lonely));

    // Then
    assertThat(EventData.read(reply(outcomes.get(0)), MemoryClassified::read).people())
        .containsExactly(new Person("Marta"), new Person("Patel"));
    assertThat(EventData.read(reply(outcomes.get(1)), MemoryClassified::read).people()).isEmpty();
  }

  @Test
  void badEventIsRefusedAndItsNeighboursAreNot() {
    // Given
    List<CloudEvent> events =
        List.of(
            Events.text("1", "I paid the rent"),
            Events.text("2", " \\t\\n "),
            Events.of("3", EventType.MEMORY_PERSISTED, "{}"),
            Events.of("4", EventType.TEXT_CAPTURED, "{\"text\":"),
            Events.text("5", "母の誕生日。"),
            Events.text("6", "x".repeat(100_001)));

    // When
    List<Outcome> outcomes = FUNCTION.apply(events);

    // Then
    assertThat(outcomes).hasSize(6);
    assertThat(reply(outcomes.get(0)).getSubject()).isEqualTo("memory-1");
    assertThat(refusal(outcomes.get(1)))
        .contains("data.text: expected text of 1 to 100000 characters");
    assertThat(refusal(outcomes.get(2)))
        .contains("type: expected dev.mneme.text.captured.v1 or dev.mneme.memory.transcribed.v1");
    assertThat(refusal(outcomes.get(3))).contains("data");
    assertThat(EventData.read(reply(outcomes.get(4)), MemoryClassified::read).category().unsure())
        .isTrue();
    assertThat(refusal(outcomes.get(5))).contains("100001");
  }

  @Test
  void batchOfOnlyBadEventsEmbedsNothing() {
    // Then
    assertThat(FUNCTION.apply(List.of(Events.text("1", ""))))
        .singleElement()
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void sameEventGivesTheSameReplyInAnyCompany() {
    // Given
    CloudEvent event = Events.text("1", "I paid the rent");

    // When
    CloudEvent alone = reply(FUNCTION.apply(List.of(event)).getFirst());
    CloudEvent among =
        reply(FUNCTION.apply(List.of(Events.text("2", "A long walk."), event)).get(1));

    // Then
    assertThat(among).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"👍", "مرحبا بالعالم", "Вчера мы ездили на дачу", "…", "a", "\\u0001"})
  void anyTextIsClassified(String text) {
    // Then
    assertThat(FUNCTION.apply(List.of(Events.text("1", text))))
        .singleElement()
        .isInstanceOf(Outcome.Done.class);
  }

  private static CloudEvent reply(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(((Outcome.Done) outcome).replies()).hasSize(1);
    return ((Outcome.Done) outcome).replies().getFirst();
  }

  private static String refusal(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).problem().detail();
  }
}
