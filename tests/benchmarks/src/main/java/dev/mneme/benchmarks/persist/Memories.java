// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.persist;

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
import dev.mneme.persist.copies.Content;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Memories like those of people: two sentences each, and a vector of 384 dimensions. */
final class Memories {
  /** Of a request, as the shipped route has it. */
  static final int BATCH = 64;

  private static final int DIMENSIONS = 384;
  private static final int WORDS = 24;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String[] VOCABULARY =
      ("the a to of with my our moved went called bought read met planned cooked walked painted"
           + " wrote doctor sister kitchen harbour train garden piano letter island market winter"
           + " boat contract school mountain coffee bicycle museum neighbour holiday recipe window")
          .split(" ", -1);

  private static final String[] PEOPLE = {"Kenji", "Inês", "Ada", "Bea", "Cem"};

  private final String tenant;
  private final AtomicLong next = new AtomicLong();

  /**
   * @param tenant of all of them, so that what is measured does not meet what was measured before
   */
  Memories(String tenant) {
    this.tenant = tenant;
  }

  /** A batch of new memories. */
  List<Content> contents(int owners) {
    List<Content> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      long number = next.getAndIncrement();
      String id = "memory-" + number;
      batch.add(
          Content.of(
              new UserKey(tenant, "user" + number % owners),
              id,
              BEGIN.plusSeconds(number),
              "/mneme/classify",
              "classified-" + id,
              memory(number)));
    }
    return batch;
  }

  /** The event that tells of a memory. */
  static CloudEvent event(Content content) {
    return CloudEventBuilder.v1()
        .withId("classified-" + content.id())
        .withSource(URI.create("/mneme/classify"))
        .withType(EventType.MEMORY_CLASSIFIED.type())
        .withSubject(content.id())
        .withTime(content.occurredAt().atOffset(ZoneOffset.UTC))
        .withExtension("tenant", content.owner().tenant())
        .withExtension("userid", content.owner().user())
        .withData("application/json", EventData.write(content.memory()))
        .build();
  }

  private static MemoryClassified memory(long number) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      text.append(VOCABULARY[random.nextInt(VOCABULARY.length)]).append(' ');
    }
    LifeCategory[] categories = LifeCategory.values();
    MemoryKind[] kinds = MemoryKind.values();
    return new MemoryClassified(
        text.append(number).toString(),
        "en",
        new CategoryLabel(categories[random.nextInt(categories.length)], 0.8, false),
        new KindLabel(kinds[random.nextInt(kinds.length)], 0.7),
        null,
        Embedding.of("bench", vector(random)),
        null,
        null,
        List.of(new Person(PEOPLE[random.nextInt(PEOPLE.length)])));
  }

  private static float[] vector(Random random) {
    float[] vector = new float[DIMENSIONS];
    double square = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
