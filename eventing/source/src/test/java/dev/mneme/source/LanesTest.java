// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.topology.Route;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final int MUCH = 1_000;

  private final Deliveries deliveries = new Deliveries();
  private Lanes lanes = lanes(1, Duration.ZERO);

  @Test
  void keepsOneUserInOrderAndOneAtATime() throws Exception {
    // Given
    List<Delivery> a = List.of(add("a"), add("a"), add("b"));

    // When
    List<Delivery> first = lanes.take();
    List<Delivery> second = lanes.take();
    lanes.end("t.a", List.of(), false);
    List<Delivery> third = lanes.take();

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
    lanes.take();
    lanes.end("t.noisy", List.of(), false);
    List<Delivery> next = lanes.take();

    // Then
    assertThat(next).containsExactly(quiet);
  }

  @Test
  void aBatchTakesOneOfEachUserBeforeASecondOfAny() throws Exception {
    // Given
    lanes = lanes(3, Duration.ofDays(1));
    Delivery a1 = add("a");
    Delivery a2 = add("a");
    Delivery a3 = add("a");
    Delivery b1 = add("b");

    // When
    List<Delivery> batch = lanes.take();

    // Then
    assertThat(batch).containsExactly(a1, b1, a2).doesNotContain(a3);
  }

  @Test
  void aBatchWaitsForMoreUntilItIsFull() throws Exception {
    // Given
    lanes = lanes(3, Duration.ofDays(1));
    add("a");
    add("b");
    CompletableFuture<List<Delivery>> taking = later(lanes::take);

    // When
    add("c");

    // Then
    assertThat(taking.get(5, TimeUnit.SECONDS)).hasSize(3);
  }

  @Test
  void aBatchWaitsNoLongerThanItsAge() throws Exception {
    // Given
    lanes = lanes(3, Duration.ofMillis(20));

    // When
    add("a");

    // Then
    assertThat(later(lanes::take).get(5, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void whatIsLeftUnsettledComesFirstAndInOrder() throws Exception {
    // Given
    lanes = lanes(2, Duration.ZERO);
    Delivery first = add("a");
    Delivery second = add("a");
    Delivery third = add("a");
    List<Delivery> taken = lanes.take();

    // When
    lanes.end("t.a", taken, false);

    // Then
    assertThat(lanes.take()).containsExactly(first, second);
    lanes.end("t.a", List.of(), false);
    assertThat(lanes.take()).containsExactly(third);
  }

  @Test
  void aPausedLaneIsNotTakenUntilItIsResumed() throws Exception {
    // Given
    Delivery held = add("a");
    add("a");

    // When
    lanes.end("t.a", lanes.take(), true);
    CompletableFuture<List<Delivery>> waiting = later(lanes::take);

    // Then
    Delivery other = add("b");
    assertThat(waiting.get(5, TimeUnit.SECONDS)).containsExactly(other);
    lanes.resume("t.a");
    assertThat(lanes.take()).containsExactly(held);
  }

  @Test
  void anEmptiedLaneLeavesNothingBehind() throws Exception {
    // Given
    add("a");
    lanes.take();

    // When
    lanes.end("t.a", List.of(), false);

    // Then
    assertThat(lanes.held()).isEmpty();
    assertThat(lanes.load()).isEqualTo(new Window.Load(0, 0, 0));
  }

  @Test
  void closingWakesAllWhoWait() throws Exception {
    // Given
    lanes = new Lanes(Routes.classify(1, 2, Routes.SINGLE, List.of()), 2);
    assertThat(lanes.ask()).isEqualTo(1);
    add("a");
    assertThat(lanes.ask()).isEqualTo(1);
    CompletableFuture<Integer> asking = later(lanes::ask);
    CompletableFuture<List<Delivery>> reading = later(lanes::beginReading);
    lanes.take();
    CompletableFuture<List<Delivery>> taking = later(lanes::take);

    // When
    lanes.close();

    // Then
    assertThat(asking.get(5, TimeUnit.SECONDS)).isZero();
    assertThat(reading.get(5, TimeUnit.SECONDS)).isEmpty();
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
    assertThat(lanes.take()).isEmpty();
    assertThat(lanes.held()).containsExactly(first, second);
  }

  static <T> CompletableFuture<T> later(Callable<T> waiting) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return waiting.call();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Lanes lanes(int events, Duration age) {
    Route.Batch batch = new Route.Batch(events, 1 << 20, age);
    return new Lanes(Routes.classify(1, MUCH, batch, List.of()), MUCH);
  }

  private Delivery add(String user) {
    Delivery delivery = deliveries.of(user);
    lanes.add(delivery);
    return delivery;
  }
}
