// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What happens when more waits than the window has payloads for. */
class SettingAsideTest {
  private static final int WINDOW = 16;
  private static final int PLACES = 1_000;

  private final Deliveries deliveries = new Deliveries();
  private final Lanes lanes =
      new Lanes(Routes.classify(1, WINDOW, Routes.SINGLE, List.of()), PLACES);

  @Test
  void theFattestLaneGivesUpPayloadsAtItsEnd() throws Exception {
    // Given
    List<Delivery> quiet = List.of(deliveries.of("quiet"), deliveries.of("other"));
    List<Delivery> noisy = new ArrayList<>();

    // When
    pull(quiet);
    while (lanes.load().aside() == 0) {
      noisy.addAll(pullOf("noisy"));
    }

    // Then
    assertThat(quiet).noneMatch(Delivery::isSetAside);
    assertThat(noisy.getFirst().isSetAside()).isFalse();
    assertThat(noisy.getLast().isSetAside()).isTrue();
    assertThat(noisy.stream().map(Delivery::isSetAside))
        .as("first kept, then set aside")
        .isSorted();
  }

  @Test
  void whatCameBehindABacklogIsSeen() throws Exception {
    // Given
    IntStream.range(0, 40).forEach(i -> pullOf("noisy"));
    assertThat(lanes.load().aside()).isGreaterThan(200);

    // When
    Delivery quiet = deliveries.of("quiet");
    pull(List.of(quiet));

    // Then
    lanes.take();
    assertThat(lanes.take()).containsExactly(quiet);
  }

  @Test
  void neverHoldsMorePayloadsThanTheWindow() throws Exception {
    // When
    for (int i = 0; i < 60; i++) {
      int asked = lanes.ask();
      assertThat(payloads() + asked).isLessThanOrEqualTo(WINDOW);
      for (int each = 0; each < asked; each++) {
        lanes.add(deliveries.of("u" + each % 3));
        assertThat(payloads()).isLessThanOrEqualTo(WINDOW);
      }
    }

    // Then
    assertThat(lanes.held().stream().filter(d -> !d.isSetAside()).count()).isEqualTo(payloads());
    assertThat(lanes.load().aside()).isGreaterThan(100);
  }

  @Test
  void asksForNothingOnceAllPlacesAreTaken() throws Exception {
    // Given
    int held = 0;
    while (held + WINDOW / 2 <= PLACES) {
      held += pullOf("noisy").size();
    }

    // When
    var asking = LanesTest.later(lanes::ask);

    // Then
    assertThat(asking).isNotDone();
    for (int i = 0; i < WINDOW / 2; i++) {
      lanes.take();
      lanes.end("t.noisy", List.of(), false);
    }
    assertThat(asking.get(5, TimeUnit.SECONDS)).isBetween(1, WINDOW / 2);
  }

  @Test
  void manyUsersWithOneEventEachAreNotSetAside() throws Exception {
    // Given
    for (int i = 0; i < WINDOW; i += WINDOW / 2) {
      pull(IntStream.range(0, WINDOW / 2).mapToObj(j -> deliveries.of("u" + j)).toList());
      for (int j = 0; j < WINDOW / 2; j++) {
        lanes.end(lanes.take().getFirst().lane(), List.of(), false);
      }
    }

    // Then
    assertThat(lanes.load()).isEqualTo(new Window.Load(0, 0, 0));
  }

  @Test
  void keepsTheOrderOfALaneThroughSettingAsideAndReadingAgain() throws Exception {
    // Given
    IntStream.range(0, 30).forEach(i -> pullOf("noisy"));
    long last = lanes.held().getLast().sequence();

    // When
    List<Long> order = new ArrayList<>();
    while (lanes.load().waiting() > 0) {
      Delivery taken = lanes.take().getFirst();
      order.add(taken.sequence());
      lanes.end("t.noisy", List.of(), false);
      if (lanes.load().aside() > 0 && lanes.load().waiting() < 3) {
        readAgain(Set.of());
      }
    }

    // Then
    assertThat(order).containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
  }

  @Test
  void whatIsGoneFromTheStreamIsForgotten() throws Exception {
    // Given
    IntStream.range(0, 5).forEach(i -> pullOf("noisy"));
    int aside = lanes.load().aside();
    drainPayloads();

    // When
    List<Delivery> places = lanes.beginReading();
    Delivery gone = places.getFirst();
    restore(places.subList(1, places.size()));
    lanes.endReading(places, Set.of(gone));

    // Then
    assertThat(lanes.load().waiting()).isEqualTo(places.size() - 1);
    assertThat(lanes.load().aside()).isEqualTo(aside - places.size());
    assertThat(lanes.take()).containsExactly(places.get(1));
  }

  @Test
  void behindWhatCouldNotBeReadNothingIsTaken() throws Exception {
    // Given
    IntStream.range(0, 5).forEach(i -> pullOf("noisy"));
    int aside = lanes.load().aside();
    drainPayloads();

    // When
    List<Delivery> places = lanes.beginReading();
    restore(List.of(places.getFirst()));
    restore(places.subList(2, places.size()));
    lanes.endReading(places, Set.of());

    // Then
    assertThat(lanes.take()).containsExactly(places.getFirst());
    assertThat(lanes.load()).isEqualTo(new Window.Load(1, 0, aside - 1));
    assertThat(lanes.beginReading().getFirst()).isSameAs(places.get(1));
  }

  private List<Delivery> pullOf(String user) {
    List<Delivery> came =
        IntStream.range(0, WINDOW / 2).mapToObj(i -> deliveries.of(user)).toList();
    pull(came);
    return came;
  }

  private void pull(List<Delivery> came) {
    try {
      lanes.giveBack(lanes.ask() - came.size());
      came.forEach(lanes::add);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void drainPayloads() throws InterruptedException {
    while (lanes.load().waiting() > 0) {
      lanes.take();
      lanes.end("t.noisy", List.of(), false);
    }
  }

  private void readAgain(Set<Delivery> gone) throws InterruptedException {
    List<Delivery> places = lanes.beginReading();
    restore(places);
    lanes.endReading(places, gone);
  }

  private void restore(List<Delivery> places) {
    places.forEach(place -> place.restore(deliveries.of("noisy").message()));
  }

  private int payloads() {
    return lanes.load().inFlight() + lanes.load().waiting();
  }
}
