// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentsTest {
  private final TestStores stores = TestStores.shared();
  private final TestConsents decisions = new TestConsents(stores::superuser);
  private final Postgres train = Postgres.of(Settings.from(stores.environment("train")));
  private final Consents consents = new Consents(new UserScope(train));
  private final UserKey ada = new UserKey(UUID.randomUUID().toString(), "ada");

  @AfterEach
  void close() {
    train.close();
  }

  @Test
  void whatNobodyDecidedIsAllowed() {
    allowed(ada, Purpose.TRAIN);
  }

  @Test
  void theNewestDecisionHolds() {
    // Given
    decisions.decide(ada, Purpose.TRAIN, false);
    forbidden(ada, Purpose.TRAIN);

    // When
    decisions.decide(ada, Purpose.TRAIN, true);

    // Then
    allowed(ada, Purpose.TRAIN);
    decisions.decide(ada, Purpose.TRAIN, false);
    forbidden(ada, Purpose.TRAIN);
  }

  @Test
  void aDecisionIsOfOneUserAndOnePurpose() {
    // When
    decisions.decide(ada, Purpose.TRAIN, false);

    // Then
    allowed(ada, Purpose.RECALL);
    allowed(new UserKey(ada.tenant(), "ben"), Purpose.TRAIN);
    allowed(new UserKey("other", "ada"), Purpose.TRAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"persist", "recall", "train"})
  void everyFunctionThatAsksMayAsk(String function) {
    // Given
    decisions.decide(ada, Purpose.RECALL, false);

    // Then
    try (Postgres postgres = Postgres.of(Settings.from(stores.environment(function)))) {
      assertThatExceptionOfType(NoConsentException.class)
          .isThrownBy(() -> new Consents(new UserScope(postgres)).check(ada, Purpose.RECALL));
    }
  }

  private void allowed(UserKey owner, Purpose purpose) {
    assertThatCode(() -> consents.check(owner, purpose)).doesNotThrowAnyException();
  }

  private void forbidden(UserKey owner, Purpose purpose) {
    assertThatExceptionOfType(NoConsentException.class)
        .isThrownBy(() -> consents.check(owner, purpose))
        .withMessage("consent: expected it for train, found it withdrawn");
  }
}
