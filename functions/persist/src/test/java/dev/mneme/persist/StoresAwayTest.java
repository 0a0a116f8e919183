// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import static dev.mneme.persist.Classified.written;
import static dev.mneme.persist.PersistOnStores.persisted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.settings.Settings;
import dev.mneme.servers.Ports;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.document.mongo.MongoDocuments;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import io.cloudevents.CloudEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Without any one of the stores nothing becomes visible, and events wait until it is back. */
class StoresAwayTest {
  private static PersistOnStores persist;

  @BeforeAll
  static void connect() {
    persist = PersistOnStores.open();
  }

  @AfterAll
  static void close() {
    persist.close();
  }

  @Test
  void withoutMongoDbNothingIsVisibleAndLaterItIs() throws Exception {
    // Given
    String nowhere = "mongodb://127.0.0.1:" + Ports.free() + "/mneme";
    try (DocumentStore away =
        MongoDocuments.of(
            Settings.from(
                Map.of("MNEME_MONGODB_URI", nowhere, "MNEME_MONGODB_TIMEOUT", "PT0.5S")))) {
      isInvisibleUntilTheStoreIsBack(
          new UserKey("acme", "ned"), persist.with(away, persist.index()));
    }
  }

  @Test
  void withoutTheSearchEngineNothingIsVisibleAndLaterItIs() throws Exception {
    // Given
    String nowhere = "http://127.0.0.1:" + Ports.free();
    MemoryIndex away = MemoryIndexes.of(Settings.from(Map.of("MNEME_OPENSEARCH_URL", nowhere)));

    // Then
    isInvisibleUntilTheStoreIsBack(
        new UserKey("acme", "ola"), persist.with(persist.documents(), away));
  }

  @Test
  void withoutS3NothingIsVisibleAndLaterItIs() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "gil");
    List<CloudEvent> events = List.of(written(owner, "m1", null), written(owner, "m2", null));
    TestStores.shared().s3().kill();

    // When
    List<Outcome> away = persist.apply(events);
    long visible = persist.count(owner);
    TestStores.shared().s3().start();
    List<Outcome> back = persist.apply(events);

    // Then
    assertThat(away).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Later.class));
    assertThat(visible).isZero();
    assertThat(back).extracting(outcome -> persisted(outcome).position()).containsExactly(1L, 2L);
  }

  @Test
  void withoutS3WhatIsThereIsToldAndWhatIsNewWaits() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "ida");
    CloudEvent there = written(owner, "m1", null);
    List<Outcome> first = persist.apply(List.of(there));
    TestStores.shared().s3().kill();

    // When
    List<Outcome> mixed = persist.apply(List.of(written(owner, "m2", null), there));
    TestStores.shared().s3().start();

    // Then
    assertThat(mixed.get(0)).isInstanceOf(Outcome.Later.class);
    assertThat(mixed.get(1)).isEqualTo(first.getFirst());
    assertThat(persist.count(owner)).isEqualTo(1);
  }

  @Test
  void withoutPostgresTheEventsWaitAndLaterTheyAreThere() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "hal");
    List<CloudEvent> events = List.of(written(owner, "m1", null));
    TestStores.shared().postgres().kill();

    // When
    List<Outcome> away = persist.apply(events);
    TestStores.shared().postgres().start();
    List<Outcome> back = persist.apply(events);

    // Then
    assertThat(away).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Later.class));
    assertThat(persisted(back.getFirst()).position()).isEqualTo(1);
    assertThat(persist.count(owner)).isEqualTo(1);
  }

  private static void isInvisibleUntilTheStoreIsBack(UserKey owner, PersistFunction without)
      throws SQLException {
    // Given
    List<CloudEvent> events = List.of(written(owner, "m1", null), written(owner, "m2", null));

    // When
    List<Outcome> away = without.apply(events);
    long visible = persist.count(owner);
    List<Outcome> back = persist.apply(events);

    // Then
    assertThat(away).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Later.class));
    assertThat(visible).isZero();
    assertThat(back).extracting(outcome -> persisted(outcome).position()).containsExactly(1L, 2L);
    persist.index().refresh();
    assertThat(persist.index().entries(owner, null, 10)).hasSize(2);
    assertThat(persist.documents().entries(owner, null, 10)).hasSize(2);
  }
}
