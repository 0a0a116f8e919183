// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.CategoryLabel;
import dev.mneme.contract.data.Embedding;
import dev.mneme.contract.data.KindLabel;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.persist.copies.Copies;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;

/** Persist, for tests of what comes after it. */
public final class Persisting {
  private final PersistFunction persist;

  public Persisting(Postgres postgres, Copies copies) {
    persist =
        new PersistFunction(
            new MemoryKeeper(new UserScope(postgres), copies, new TrainingThreshold(50, 25)));
  }

  /** Persists memories of these ids. */
  public List<Outcome> persist(UserKey owner, String... ids) {
    return persist.apply(List.of(ids).stream().map(id -> event(owner, id)).toList());
  }

  private static CloudEvent event(UserKey owner, String id) {
    MemoryClassified memory =
        new MemoryClassified(
            "text of " + id,
            "en",
            new CategoryLabel(LifeCategory.HOME, 0.8, false),
            new KindLabel(MemoryKind.EVENT, 0.7),
            null,
            Embedding.of("test", new float[] {0.6f, 0.8f}),
            null,
            null,
            null);
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
