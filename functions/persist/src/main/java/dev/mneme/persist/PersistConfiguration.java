// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.settings.Settings;
import dev.mneme.persist.copies.Copies;
import dev.mneme.persist.erasure.Eraser;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.document.mongo.MongoDocuments;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The function and its stores. {@code MNEME_TRAINING_THRESHOLD} (50) memories with a category from
 * their owner ask for the first training, and each {@code MNEME_TRAINING_STEP} (25) more for
 * another.
 */
@Configuration(proxyBeanMethods = false)
class PersistConfiguration {
  private static final int MOST = 1_000_000;

  @Bean
  Postgres postgres(Settings settings) {
    return Postgres.of(settings);
  }

  @Bean
  ObjectStore objectStore(Settings settings) {
    return ObjectStore.of(settings);
  }

  @Bean
  DocumentStore documentStore(Settings settings) {
    return MongoDocuments.of(settings);
  }

  @Bean
  MemoryIndex memoryIndex(Settings settings) {
    return MemoryIndexes.of(settings);
  }

  @Bean
  Function<List<CloudEvent>, List<Outcome>> persist(
      Settings settings,
      Postgres postgres,
      ObjectStore objects,
      DocumentStore documents,
      MemoryIndex index) {
    TrainingThreshold threshold =
        new TrainingThreshold(
            (int) settings.number("MNEME_TRAINING_THRESHOLD", 50, 1, MOST),
            (int) settings.number("MNEME_TRAINING_STEP", 25, 1, MOST));
    UserScope scope = new UserScope(postgres);
    Copies copies = new Copies(objects, documents, index);
    return new WishesInOrder(
        new PersistFunction(new MemoryKeeper(scope, copies, threshold)), new Eraser(scope, copies));
  }
}
