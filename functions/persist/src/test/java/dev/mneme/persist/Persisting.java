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
import dev.mneme.persist.erasure.Eraser;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;

/** Persist, for tests of what comes after it. */
public final class Persisting {
  private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-01T08:00:00Z");

  private final WishesInOrder persist;

  public Persisting(Postgres postgres, Copies copies) {
    UserScope scope = new UserScope(postgres);
    persist =
        new WishesInOrder(
            new PersistFunction(new MemoryKeeper(scope, copies, new TrainingThreshold(50, 25))),
            new Eraser(scope, copies));
  }

  /** Persists memories of these ids. */
  public List<Outcome> persist(UserKey owner, String... ids) {
    return persist(owner, TIME, ids);
  }

  List<Outcome> persist(UserKey owner, OffsetDateTime time, String... ids) {
    return apply(List.of(ids).stream().map(id -> event(owner, id, time)).toList());
  }

  List<Outcome> apply(List<CloudEvent> events) {
    return persist.apply(events);
  }

  static CloudEvent event(UserKey owner, String id) {
    return event(owner, id, TIME);
  }

  private static CloudEvent event(UserKey owner, String id, OffsetDateTime time) {
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
        .withTime(time)
        .withExtension("tenant", owner.tenant())
        .withExtension("userid", owner.user())
        .withData("application/json", EventData.write(memory))
        .build();
  }
}
