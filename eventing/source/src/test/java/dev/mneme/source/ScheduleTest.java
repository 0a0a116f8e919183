// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.topology.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Between tenants by weight and cap, within a tenant equally. */
class ScheduleTest {
  private static final long MUCH = 1 << 20;

  private final Deliveries deliveries = new Deliveries();

  @Test
  void tenantsShareTheBytesByWeight() {
    // Given
    Schedule schedule =
        new Schedule(List.of(new Tenant("gold", 3, Tenant.UNLIMITED), Tenant.EQUAL));
    IntStream.range(0, 400)
        .forEach(
            i -> {
              add(schedule, "gold", "u", 2_000);
              add(schedule, "plain", "u", 2_000);
            });

    // When
    Map<String, Integer> taken = takeOneByOne(schedule, 400);

    // Then
    assertThat(taken.get("gold.u")).isCloseTo(300, within(4));
    assertThat(taken.get("plain.u")).isCloseTo(100, within(4));
  }

  @Test
  void aTenantOfManyUsersHasNoMoreThanATenantOfOne() {
    // Given
    Schedule schedule = new Schedule(List.of());
    IntStream.range(0, 1_000).forEach(i -> add(schedule, "crowd", "u" + i % 100, 2_000));
    IntStream.range(0, 100).forEach(i -> add(schedule, "one", "u", 2_000));

    // When
    Map<String, Integer> taken = takeOneByOne(schedule, 150);

    // Then
    assertThat(taken.get("one.u")).isCloseTo(75, within(4));
    taken.remove("one.u");
    assertThat(taken.values()).as("users of the crowd, alike").allMatch(count -> count == 1);
  }

  @Test
  void aTenantAtItsCapIsPassedOver() {
    // Given
    Schedule schedule = new Schedule(List.of(new Tenant("slow", 100, 2)));
    IntStream.range(0, 10).forEach(i -> add(schedule, "slow", "u" + i, 100));
    add(schedule, "other", "u", 100);

    // When
    List<Delivery> taken = schedule.take(10, MUCH);

    // Then
    assertThat(taken)
        .extracting(Delivery::lane)
        .containsExactlyInAnyOrder("slow.u0", "slow.u1", "other.u");
    assertThat(schedule.waiting()).isEqualTo(Amount.NOTHING);
    assertThat(schedule.take(10, MUCH)).isEmpty();
    schedule.end(schedule.lane("slow.u0"), List.of(), false);
    assertThat(schedule.take(10, MUCH)).extracting(Delivery::lane).containsExactly("slow.u2");
  }

  @Test
  void theCapOfTheDefaultEntryHoldsForWhoIsNotNamed() {
    // Given
    Schedule schedule = new Schedule(List.of(new Tenant(Tenant.DEFAULT, 1, 1)));
    add(schedule, "a", "x", 100);
    add(schedule, "a", "y", 100);
    add(schedule, "b", "x", 100);

    // When
    List<Delivery> taken = schedule.take(10, MUCH);

    // Then
    assertThat(taken).extracting(Delivery::lane).containsExactlyInAnyOrder("a.x", "b.x");
  }

  @Test
  void namesOfAnyScriptFindTheirShare() {
    // Given
    Schedule schedule = new Schedule(List.of(new Tenant("Zürich 1", 1, 1)));
    add(schedule, "Z=C3=BCrich=201", "x", 100);
    add(schedule, "Z=C3=BCrich=201", "y", 100);

    // When
    List<Delivery> taken = schedule.take(10, MUCH);

    // Then
    assertThat(taken).hasSize(1);
  }

  @Test
  void aBatchEndsBeforeItsBytesAreExceeded() {
    // Given
    Schedule schedule = new Schedule(List.of());
    IntStream.range(0, 10).forEach(i -> add(schedule, "t", "u" + i, 1_000));

    // When
    List<Delivery> taken = schedule.take(10, 3_500);

    // Then
    assertThat(taken).hasSize(3);
  }

  @Test
  void anEventLargerThanABatchGoesAlone() {
    // Given
    Schedule schedule = new Schedule(List.of());
    add(schedule, "t", "u", 5_000);
    add(schedule, "t", "v", 5_000);

    // When
    List<Delivery> taken = schedule.take(10, 3_500);

    // Then
    assertThat(taken).hasSize(1);
  }

  @Test
  void aLaneWithoutEventsLeavesNothingBehind() {
    // Given
    Schedule schedule = new Schedule(List.of());
    add(schedule, "t", "u", 100);
    List<Delivery> taken = schedule.take(1, MUCH);

    // When
    schedule.end(schedule.lane(taken.getFirst().lane()), List.of(), false);

    // Then
    assertThat(schedule.lanes()).isEmpty();
    assertThat(schedule.size()).isZero();
  }

  private Map<String, Integer> takeOneByOne(Schedule schedule, int times) {
    Map<String, Integer> taken = new HashMap<>();
    for (int i = 0; i < times; i++) {
      String lane = schedule.take(1, MUCH).getFirst().lane();
      schedule.end(schedule.lane(lane), List.of(), false);
      taken.merge(lane, 1, Integer::sum);
    }
    return taken;
  }

  private void add(Schedule schedule, String tenant, String user, int bytes) {
    Lane lane = schedule.lane(tenant + "." + user);
    lane.append(deliveries.of(tenant, user, bytes));
    schedule.update(lane);
  }
}
