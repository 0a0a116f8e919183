// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document.mongo;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.servers.Ports;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.document.AbstractDocumentStoreTest;
import dev.mneme.stores.document.DocumentStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On our server, or the one that {@code MONGODB_URI} names. */
class MongoDocumentsTest extends AbstractDocumentStoreTest {
  private static DocumentStore store;

  @BeforeAll
  static void connect() {
    String uri =
        Optional.ofNullable(System.getenv("MONGODB_URI"))
            .orElseGet(() -> TestStores.shared().mongo().uri());
    store = MongoDocuments.of(Settings.from(Map.of("MNEME_MONGODB_URI", uri)));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  protected DocumentStore store() {
    return store;
  }

  @Test
  void theIndexIsMadeAheadOfTheFirstCall() {
    // Given
    String uri = TestStores.shared().mongo().uri();
    try (MongoClient client = MongoClients.create(uri)) {
      client.getDatabase("mneme").getCollection("memories").drop();

      // When
      try (DocumentStore own =
          MongoDocuments.of(Settings.from(Map.of("MNEME_MONGODB_URI", uri))).ahead()) {

        // Then
        await()
            .until(
                () ->
                    client
                            .getDatabase("mneme")
                            .getCollection("memories")
                            .listIndexes()
                            .into(new ArrayList<>())
                            .size()
                        == 2);
      }
    }
  }

  @Test
  void whatFailsAheadIsLeftToTheFirstCall() {
    // Given
    String nowhere = "mongodb://127.0.0.1:" + Ports.free();
    UserKey nobody = new UserKey("acme", "nobody");

    // When
    try (DocumentStore away =
        MongoDocuments.of(
                Settings.from(
                    Map.of("MNEME_MONGODB_URI", nowhere, "MNEME_MONGODB_TIMEOUT", "PT0.5S")))
            .ahead()) {

      // Then
      assertThatThrownBy(() -> away.get(nobody, "m")).isInstanceOf(TryLaterException.class);
    }
  }

  @Test
  void withoutTheServerCallersMayTryLater() {
    // Given
    UserKey nobody = new UserKey("acme", "nobody");
    try (DocumentStore own =
        MongoDocuments.of(
            Settings.from(
                Map.of(
                    "MNEME_MONGODB_URI",
                    TestStores.shared().mongo().uri(),
                    "MNEME_MONGODB_TIMEOUT",
                    "PT5S")))) {
      own.get(nobody, "m");
      TestStores.shared().mongo().kill();

      // Then
      assertThatThrownBy(() -> own.get(nobody, "m")).isInstanceOf(TryLaterException.class);
      TestStores.shared().mongo().start();
      assertThatNoException().isThrownBy(() -> own.get(nobody, "m"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MNEME_MONGODB_URI=http://x | MNEME_MONGODB_URI: expected mongodb://",
        "MNEME_MONGODB_USER=ada | MNEME_MONGODB_PASSWORD: expected a value",
        "MNEME_MONGODB_PASSWORD=x | MNEME_MONGODB_USER: expected a value",
        "MNEME_MONGODB_TIMEOUT=soon | MNEME_MONGODB_TIMEOUT: expected an ISO 8601 duration",
      })
  void wrongSettingsAreNamed(String setting, String message) {
    // Given
    Map<String, String> environment =
        new HashMap<>(Map.of("MNEME_MONGODB_URI", "mongodb://localhost:1/mneme"));
    String[] parts = setting.split("=", 2);
    environment.put(parts[0], parts[1]);

    // Then
    assertThatThrownBy(() -> MongoDocuments.of(Settings.from(environment)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("http://x");
  }
}
