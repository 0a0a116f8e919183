// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.CategoryLabel;
import dev.mneme.contract.data.Embedding;
import dev.mneme.contract.data.KindLabel;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.contract.data.Person;
import dev.mneme.contract.data.Transcript;
import dev.mneme.contract.data.Word;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Classified memories, as persist is given them. */
final class Classified {
  private Classified() {}

  static CloudEvent spoken(UserKey owner, String id) {
    return event(
        owner, id, null, new Transcript("test", 0.9, 1, List.of(new Word("hello", 0, 0.5, 0.9))));
  }

  static CloudEvent written(UserKey owner, String id, @Nullable LifeCategory category) {
    return event(owner, id, category, null);
  }

  private static CloudEvent event(
      UserKey owner, String id, @Nullable LifeCategory category, @Nullable Transcript transcript) {
    MemoryClassified memory =
        new MemoryClassified(
            "text of " + id,
            "en",
            new CategoryLabel(LifeCategory.HOME, 0.8, false),
            new KindLabel(MemoryKind.EVENT, 0.7),
            category,
            Embedding.of("test", new float[] {0.6f, 0.8f}),
            transcript,
            null,
            List.of(new Person("Kenji"), new Person("Inês")));
    return CloudEventBuilder.v1()
        .withId("classified-" + id)
        .withSource(URI.create("/mneme/classify"))
        .withType(EventType.MEMORY_CLASSIFIED.type())
        .withSubject(id)
        .withTime(OffsetDateTime.parse("2026-03-01T08:00:00Z"))
        .withExtension("tenant", owner.tenant())
        .withExtension("userid", owner.user())
        .withData("application/json", EventData.write(memory))
        .build();
  }
}
