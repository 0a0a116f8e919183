// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Duration NO_WAIT = Duration.ZERO;

  private final Lanes lanes = new Lanes();
  private long sequence;

  @Test
  void keepsOneUserInOrderAndOneAtATime() throws Exception {
    // Given
    List<Delivery> a = List.of(add("a"), add("a"), add("b"));

    // When
    List<Delivery> first = lanes.take(1, NO_WAIT);
    List<Delivery> second = lanes.take(1, NO_WAIT);
    lanes.release("t.a");
    List<Delivery> third = lanes.take(1, NO_WAIT);

    // Then
    assertThat(first).containsExactly(a.get(0));
    assertThat(second).containsExactly(a.get(2));
    assertThat(third).containsExactly(a.get(1));
  }

  @Test
  void aNoisyUserGetsOneTurnARound() throws Exception {
    // Given
    IntStream.range(0, 100).forEach(i -> add("noisy"));
    Delivery quiet = add("quiet");

    // When
    lanes.take(1, NO_WAIT);
    lanes.release("t.noisy");
    List<Delivery> next = lanes.take(1, NO_WAIT);

    // Then
    assertThat(next).containsExactly(quiet);
  }

  @Test
  void aBatchTakesOneOfEachUserBeforeASecondOfAny() throws Exception {
    // Given
    Delivery a1 = add("a");
    Delivery a2 = add("a");
    Delivery a3 = add("a");
    Delivery b1 = add("b");

    // When
    List<Delivery> batch = lanes.take(3, NO_WAIT);

    // Then
    assertThat(batch).containsExactly(a1, b1, a2).doesNotContain(a3);
  }

  @Test
  void whatIsPutBackComesFirstAndInOrder() throws Exception {
    // Given
    Delivery first = add("a");
    Delivery second = add("a");
    Delivery third = add("a");
    List<Delivery> taken = lanes.take(2, NO_WAIT);

    // When
    lanes.putBack(taken);
    lanes.release("t.a");

    // Then
    assertThat(lanes.take(3, NO_WAIT)).containsExactly(first, second, third);
  }

  @Test
  void aBusyLaneIsNotTaken() throws Exception {
    // Given
    Delivery held = add("a");
    assertThat(lanes.take(1, NO_WAIT)).containsExactly(held);
    add("a");

    // When
    CompletableFuture<List<Delivery>> waiting = takeLater();

    // Then
    assertThat(waiting).isNotDone();
    lanes.release("t.a");
    assertThat(waiting.get(5, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void anEmptiedLaneLeavesNothingBehind() throws Exception {
    // Given
    add("a");
    lanes.take(1, NO_WAIT);

    // When
    lanes.release("t.a");

    // Then
    assertThat(lanes.keys()).isEmpty();
  }

  @Test
  void closingWakesTheTaker() throws Exception {
    // Given
    CompletableFuture<List<Delivery>> taking = takeLater();

    // When
    lanes.close();

    // Then
    assertThat(taking.get(5, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void afterClosingWhatWaitsIsThereAndNotTaken() throws Exception {
    // Given
    Delivery first = add("a");
    Delivery second = add("a");

    // When
    lanes.close();

    // Then
    assertThat(lanes.take(5, NO_WAIT)).isEmpty();
    assertThat(lanes.waiting()).containsExactly(first, second);
  }

  private CompletableFuture<List<Delivery>> takeLater() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return lanes.take(1, NO_WAIT);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private Delivery add(String user) {
    Delivery delivery =
        new Delivery(++sequence, "t." + user, NatsMessage.builder().subject("s").build());
    lanes.add(delivery);
    return delivery;
  }
}
