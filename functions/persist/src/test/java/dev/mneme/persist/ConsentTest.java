// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.stores.TestConsents;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.UserScope;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Persist keeps what it may keep. */
class ConsentTest {
  private static final TestStores STORES = TestStores.shared();
  private static final TestConsents DECISIONS = new TestConsents(STORES::superuser);

  private static FourStores stores;
  private static Persisting persist;

  @BeforeAll
  static void connect() {
    stores = FourStores.open(STORES);
    persist = new Persisting(stores.postgres(), stores.copies());
  }

  @AfterAll
  static void close() {
    stores.close();
  }

  @Test
  void whatItsOwnerForbidsIsInNoStore() {
    // Given
    UserKey owner = new UserKey("consent", "forbids");
    UserKey other = new UserKey("consent", "allows");
    DECISIONS.decide(owner, Purpose.PERSIST, false);

    // When
    List<Outcome> outcomes =
        persist.apply(List.of(Persisting.event(owner, "m1"), Persisting.event(other, "m1")));

    // Then
    assertThat(outcomes.getFirst())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(403);
              assertThat(refused.problem().detail())
                  .isEqualTo("consent: expected it for persist, found it withdrawn");
            });
    assertThat(outcomes.getLast()).isInstanceOf(Outcome.Done.class);
    assertThat(rows(owner)).isEmpty();
    assertThat(stores.documents().entries(owner, null, 10)).isEmpty();
    assertThat(rows(other)).containsExactly("m1");
  }

  @Test
  void onceItIsAllowedAgainTheSameEventIsKeptOnce() {
    // Given
    UserKey owner = new UserKey("consent", "wavers");
    DECISIONS.decide(owner, Purpose.PERSIST, false);
    persist.persist(owner, "m1");

    // When
    DECISIONS.decide(owner, Purpose.PERSIST, true);
    List<Outcome> first = persist.persist(owner, "m1");
    List<Outcome> again = persist.persist(owner, "m1");

    // Then
    assertThat(first.getFirst()).isInstanceOf(Outcome.Done.class);
    assertThat(again).hasSize(1);
    assertThat(rows(owner)).containsExactly("m1");
  }

  @Test
  void whatWasKeptBeforeAnswersAsItDid() {
    // Given
    UserKey owner = new UserKey("consent", "late");
    List<Outcome> before = persist.persist(owner, "m1");

    // When
    DECISIONS.decide(owner, Purpose.PERSIST, false);
    List<Outcome> after = persist.persist(owner, "m1", "m2");

    // Then
    assertThat(after.getFirst()).isInstanceOf(before.getFirst().getClass());
    assertThat(after.getLast()).isInstanceOf(Outcome.Refused.class);
    assertThat(rows(owner)).containsExactly("m1");
  }

  private static List<String> rows(UserKey owner) {
    return new UserScope(stores.postgres())
        .call(
            owner,
            connection -> {
              List<String> ids = new ArrayList<>();
              try (PreparedStatement read =
                      connection.prepareStatement("SELECT id FROM mneme.memory ORDER BY id");
                  ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                  ids.add(rows.getString(1));
                }
              }
              return ids;
            });
  }
}
