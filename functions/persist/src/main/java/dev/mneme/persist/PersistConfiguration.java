// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.settings.Settings;
import dev.mneme.persist.copies.Copies;
import dev.mneme.persist.erasure.Eraser;
import dev.mneme.runtime.Beans;
import dev.mneme.stores.Meanwhile;
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
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

/**
 * The function and its stores. {@code MNEME_TRAINING_THRESHOLD} (50) memories with a category from
 * their owner ask for the first training, and each {@code MNEME_TRAINING_STEP} (25) more for
 * another.
 */
final class PersistConfiguration implements BeanRegistrar {
  private static final int MOST = 1_000_000;

  private final Meanwhile<Postgres> postgres;
  private final Meanwhile<DocumentStore> documents;
  private final Meanwhile<ObjectStore> objects;
  private final Meanwhile<MemoryIndex> index;

  /** Begins with the stores, which connect ahead of the first event. */
  PersistConfiguration(Settings settings) {
    this.postgres = Meanwhile.start(() -> Postgres.of(settings).ahead());
    this.documents = Meanwhile.start(() -> MongoDocuments.of(settings).ahead());
    this.objects = Meanwhile.start(() -> ObjectStore.of(settings));
    this.index = Meanwhile.start(() -> MemoryIndexes.of(settings).ahead());
  }

  @Override
  public void register(BeanRegistry beans, Environment environment) {
    Beans.add(beans, Postgres.class, with -> postgres.join());
    Beans.add(beans, ObjectStore.class, with -> objects.join());
    Beans.add(beans, DocumentStore.class, with -> documents.join());
    Beans.add(beans, MemoryIndex.class, with -> index.join());
    beans.registerBean(
        "persist",
        new ParameterizedTypeReference<Function<List<CloudEvent>, List<Outcome>>>() {},
        bean -> bean.supplier(PersistConfiguration::persist));
  }

  private static Function<List<CloudEvent>, List<Outcome>> persist(
      BeanRegistry.SupplierContext with) {
    Settings settings = with.bean(Settings.class);
    TrainingThreshold threshold =
        new TrainingThreshold(
            (int) settings.number("MNEME_TRAINING_THRESHOLD", 50, 1, MOST),
            (int) settings.number("MNEME_TRAINING_STEP", 25, 1, MOST));
    UserScope scope = new UserScope(with.bean(Postgres.class));
    Copies copies =
        new Copies(
            with.bean(ObjectStore.class),
            with.bean(DocumentStore.class),
            with.bean(MemoryIndex.class));
    return new WishesInOrder(
        new PersistFunction(new MemoryKeeper(scope, copies, threshold)), new Eraser(scope, copies));
  }
}
