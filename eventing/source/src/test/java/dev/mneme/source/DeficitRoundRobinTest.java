// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Turns by bytes. */
class DeficitRoundRobinTest {
  private final DeficitRoundRobin<Flow> turns = new DeficitRoundRobin<>();

  /** A flow that always has another event. */
  private static final class Flow extends DeficitRoundRobin.Flow {
    private final String name;
    private final int size;

    private Flow(String name, int size) {
      this.name = name;
      this.size = size;
    }

    @Override
    Amount waiting() {
      return new Amount(1, size);
    }

    @Override
    long cost() {
      return size;
    }
  }

  @Test
  void flowsWithEqualEventsAlternate() {
    // Given
    ready(new Flow("a", 1024), new Flow("b", 1024), new Flow("c", 1024));

    // When
    List<String> served = serve(12);

    // Then
    assertThat(served).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c");
  }

  @Test
  void sharesBytesAndNotEvents() {
    // Given
    ready(new Flow("small", 1024), new Flow("large", 50_000), new Flow("middle", 5_000));

    // When
    Map<String, Long> bytes = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      Flow flow = serve();
      bytes.merge(flow.name, (long) flow.size, Long::sum);
    }

    // Then
    long unfair = 50_000 + DeficitRoundRobin.QUANTUM;
    long small = bytes.getOrDefault("small", 0L);
    assertThat(small).isGreaterThan(1_000_000);
    assertThat(bytes.get("large")).isCloseTo(small, within(unfair));
    assertThat(bytes.get("middle")).isCloseTo(small, within(unfair));
  }

  @Test
  void aLargeEventWaitsUntilItsGrantsCoverIt() {
    // Given
    ready(new Flow("large", (int) (10 * DeficitRoundRobin.QUANTUM)), new Flow("small", 1024));

    // When
    List<String> served = serve(50);

    // Then
    assertThat(served.indexOf("large")).isBetween(36, 40);
  }

  @Test
  void nobodyWaitsForRoundsWithoutFlows() {
    // Given
    ready(new Flow("huge", Integer.MAX_VALUE));

    // When
    List<String> served = serve(3);

    // Then
    assertThat(served).containsExactly("huge", "huge", "huge");
  }

  @Test
  void aFlowThatWasAwayHasSavedNothing() {
    // Given
    Flow away = new Flow("away", 1024);
    ready(new Flow("a", 1024), away);
    turns.update(away, false);
    serve(1_000);

    // When
    ready(away);

    // Then
    assertThat(serve(40).stream().filter("away"::equals)).hasSizeBetween(18, 22);
  }

  @Test
  void whatComesToAFlowDoesNotCostItItsPlace() {
    // Given
    Flow large = new Flow("large", (int) (3 * DeficitRoundRobin.QUANTUM));
    ready(large, new Flow("small", 1024));

    // When
    List<String> served = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      turns.update(large, true);
      served.addAll(serve(1));
    }

    // Then
    assertThat(served).contains("large");
  }

  @Test
  void countsWhatWaitsInFlowsThatTakeTurns() {
    // Given
    Flow a = new Flow("a", 10);
    ready(a, new Flow("b", 20));

    // When
    turns.update(a, false);

    // Then
    assertThat(turns.waiting()).isEqualTo(new Amount(1, 20));
  }

  private void ready(Flow... flows) {
    for (Flow flow : flows) {
      turns.update(flow, true);
    }
  }

  private List<String> serve(int times) {
    List<String> served = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      served.add(serve().name);
    }
    return served;
  }

  private Flow serve() {
    Flow flow = turns.first();
    turns.charge(flow, flow.cost());
    turns.update(flow, true);
    return flow;
  }
}
