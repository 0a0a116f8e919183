// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import static dev.mneme.persist.Classified.spoken;
import static dev.mneme.persist.Classified.written;
import static dev.mneme.persist.PersistOnStores.persisted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.FieldError;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.stores.TestStores;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event that cannot be kept fails alone, and is told why. */
class BadEventsTest {
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
  void aBadEventFailsAlone() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "fay");
    CloudEvent bad =
        CloudEventBuilder.v1(written(owner, "m2", null))
            .withData("application/json", "{\"text\":\"\\u0000\"}".getBytes(UTF_8))
            .build();

    // When
    List<Outcome> outcomes =
        persist.apply(List.of(written(owner, "m1", null), bad, written(owner, "m3", null)));

    // Then
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Done.class);
    assertThat(((Outcome.Refused) outcomes.get(1)).problem().errors())
        .extracting(e -> e.field())
        .contains("data.text", "data.category");
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Done.class);
    assertThat(persist.count(owner)).isEqualTo(2);
  }

  @Test
  void whatTheDatabaseRefusesFailsAlone() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "mia");
    superuser("ALTER TABLE mneme.memory ADD CONSTRAINT defect CHECK (text <> 'text of defect')");

    // When
    List<Outcome> outcomes =
        persist.apply(Stream.of("m1", "defect", "m3").map(id -> written(owner, id, null)).toList());
    superuser("ALTER TABLE mneme.memory DROP CONSTRAINT defect");

    // Then
    assertThat(persisted(outcomes.get(0)).position()).isEqualTo(1);
    assertThat(((Outcome.Later) outcomes.get(1)).problem().status()).isEqualTo(500);
    assertThat(persisted(outcomes.get(2)).position()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"language\":\"en\" | \"language\":\"e\\u0000n\" | data.language",
        "\"word\":\"hello\" | \"word\":\"\\u0000\" | data.transcript.words[0].word",
        "\"word\":\"hello\" | \"word\":\"\\ud800\" | data.transcript.words[0].word",
        "\"text\":\"text of m1\" | \"text\":\"\\ud800\" | data.text",
        "mpkZP83MTD8= | mpkZPwAAwH8= | data.embedding.values",
      })
  void refusesWhatNoStoreCanKeep(String good, String bad, String field) {
    // Given
    CloudEvent event = spoken(new UserKey("acme", "nia"), "m1");
    String data = new String(requireNonNull(event.getData()).toBytes(), UTF_8);
    assertThat(data).contains(good);
    CloudEvent broken =
        CloudEventBuilder.v1(event)
            .withData("application/json", data.replace(good, bad).getBytes(UTF_8))
            .build();

    // When
    Outcome outcome = persist.apply(List.of(broken)).getFirst();

    // Then
    assertThat(((Outcome.Refused) outcome).problem().errors())
        .extracting(FieldError::field)
        .containsExactly(field);
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection connection = TestStores.shared().superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
