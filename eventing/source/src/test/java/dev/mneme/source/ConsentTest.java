// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.Withdrawn;
import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.source.deadletter.DeadLetters;
import dev.mneme.source.deadletter.Letter;
import dev.mneme.source.deadletter.LetterFilter;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A route does with an event what its owner allows, at delivery and at every delivery after it. */
class ConsentTest extends AbstractSourceTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final UserKey ADA = new UserKey("acme", "ada");

  @Test
  void whatIsForbiddenIsKeptAndNotDelivered() throws Exception {
    // Given
    withdraw(Purpose.CLASSIFY);
    start(Purpose.CLASSIFY);

    // When
    publish(Messages.text("ada", "1"));
    publish(Messages.text("ben", "2"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("consent");
    assertThat(record.detail()).isEqualTo("consent: expected it for classify, found it withdrawn");
    assertThat(record.attempts()).isZero();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(asked()).containsExactly("2"));
  }

  @Test
  void redrivenItIsAskedAboutAgain() throws Exception {
    // Given
    withdraw(Purpose.CLASSIFY);
    start(Purpose.CLASSIFY);
    publish(Messages.text("ada", "1"));
    deadLetter();

    // When
    redrive();

    // Then
    await().atMost(LIMIT).until(() -> letters().equals(List.of(2L)));
    assertThat(asked()).isEmpty();

    // And once it is allowed
    connection.keyValue(Withdrawn.BUCKET).delete(Withdrawn.of(ADA, Purpose.CLASSIFY).key());
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              redrive();
              return asked().equals(List.of("1"));
            });
    await().atMost(LIMIT).until(() -> letters().isEmpty());
  }

  @Test
  void whatIsForbiddenElsewhereIsDelivered() throws Exception {
    // Given
    withdraw(Purpose.TRAIN);
    start(Purpose.CLASSIFY);

    // When
    publish(Messages.text("ada", "1"));

    // Then
    await().atMost(LIMIT).untilAsserted(() -> assertThat(asked()).containsExactly("1"));
  }

  @Test
  void aFunctionThatFindsItForbiddenSaysSoByItsStatus() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 403, "no consent"));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("consent");
    assertThat(record.status()).isEqualTo(403);
  }

  private void start(Purpose purpose) throws Exception {
    script = (event, exchange) -> status(exchange, 204, "");
    startSource(Routes.of(route, purpose), function.uri());
  }

  private void withdraw(Purpose purpose) throws Exception {
    connection.keyValue(Withdrawn.BUCKET).put(Withdrawn.of(ADA, purpose).key(), new byte[0]);
  }

  private List<String> asked() {
    return function.asked().stream().map(CloudEvent::getId).toList();
  }

  private List<Long> letters() throws Exception {
    List<Long> found = new ArrayList<>();
    DeadLetters letters = new DeadLetters(management);
    letters.each(LetterFilter.ALL, letters.newest(), letter -> found.add(letter.sequence()));
    return found;
  }

  private void redrive() throws Exception {
    DeadLetters letters = new DeadLetters(management);
    List<Letter> all = new ArrayList<>();
    letters.each(LetterFilter.ALL, letters.newest(), all::add);
    for (Letter letter : all) {
      letters.redrive(letter);
    }
  }
}
