// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.MemoryPersisted;
import dev.mneme.contract.data.ModelTrainingRequested;
import dev.mneme.persist.copies.Copies;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.search.MemoryIndex;
import io.cloudevents.CloudEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Persist on four real stores, and what it left in them. */
final class PersistOnStores implements AutoCloseable {
  private final FourStores stores;
  private final PersistFunction function;

  private PersistOnStores(FourStores stores) {
    this.stores = stores;
    this.function = with(stores.documents(), stores.index());
  }

  /** On the shared servers; soon told when one of them is away. */
  static PersistOnStores open() {
    Map<String, String> environment = TestStores.shared().allFour("persist");
    environment.put("MNEME_POSTGRES_WAIT", "PT3S");
    environment.put("MNEME_S3_TIMEOUT", "PT3S");
    return new PersistOnStores(FourStores.of(environment));
  }

  /** The same with others in place of two stores. */
  PersistFunction with(DocumentStore documents, MemoryIndex index) {
    return new PersistFunction(
        new MemoryKeeper(
            new UserScope(stores.postgres()),
            new Copies(stores.objects(), documents, index),
            new TrainingThreshold(3, 2)));
  }

  List<Outcome> apply(List<CloudEvent> events) {
    return function.apply(events);
  }

  ObjectStore objects() {
    return stores.objects();
  }

  DocumentStore documents() {
    return stores.documents();
  }

  MemoryIndex index() {
    return stores.index();
  }

  interface Column<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** The first row of a query that has one, as its owner sees it. */
  <T> T one(UserKey owner, String query, Column<T> column) {
    return new UserScope(stores.postgres())
        .call(
            owner,
            connection -> {
              try (ResultSet row = connection.createStatement().executeQuery(query)) {
                assertThat(row.next()).isTrue();
                return column.of(row);
              }
            });
  }

  /** How many memories an owner has. */
  long count(UserKey owner) {
    return one(owner, "SELECT count(*) FROM mneme.memory", row -> row.getLong(1));
  }

  static MemoryPersisted persisted(Outcome outcome) {
    return EventData.read(((Outcome.Done) outcome).replies().getFirst(), MemoryPersisted::read);
  }

  static List<ModelTrainingRequested> requests(Outcome outcome) {
    return ((Outcome.Done) outcome)
        .replies().stream()
            .filter(reply -> EventType.of(reply) == EventType.MODEL_TRAINING_REQUESTED)
            .map(reply -> EventData.read(reply, ModelTrainingRequested::read))
            .toList();
  }

  @Override
  public void close() {
    stores.close();
  }
}
