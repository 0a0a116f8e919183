// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StackTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @Test
  void startsAfterWhatIsNeededAndStopsBeforeIt() {
    // Given
    Noted base = new Noted("base", List.of());
    Noted middle = new Noted("middle", List.of(base));
    Noted top = new Noted("top", List.of(base, middle));
    Set<String> told = new ConcurrentSkipListSet<>();

    // When
    Stack stack = new Stack(List.of(base, middle, top));
    stack.start((name, took) -> told.add(name));
    stack.close();

    // Then
    assertThat(log)
        .containsExactly(
            "start base", "start middle", "start top", "stop top", "stop middle", "stop base");
    assertThat(told).containsExactly("base", "middle", "top");
  }

  @Test
  void startsSideBySideWhatDoesNotNeedEachOther() {
    // Given two services that each wait until the other starts, too
    CyclicBarrier both = new CyclicBarrier(2);
    Task one = new Task("one", List.of(), () -> both.await(30, TimeUnit.SECONDS));
    Task other = new Task("other", List.of(), () -> both.await(30, TimeUnit.SECONDS));
    Set<String> told = new ConcurrentSkipListSet<>();

    // When
    try (Stack stack = new Stack(List.of(one, other))) {
      stack.start((name, took) -> told.add(name));
    }

    // Then
    assertThat(told).containsExactly("one", "other");
  }

  @Test
  void aServiceThatDoesNotStartEndsTheOthers() {
    // Given
    Noted base = new Noted("base", List.of());
    Task broken =
        new Task(
            "broken",
            List.of(base),
            () -> {
              throw new java.io.IOException("disk full");
            });
    Noted top = new Noted("top", List.of(broken));

    // When / Then
    assertThatThrownBy(() -> new Stack(List.of(base, broken, top)).start((name, took) -> {}))
        .isInstanceOf(StackException.class)
        .hasMessage("broken failed: disk full");
    assertThat(log).contains("start base", "stop base").doesNotContain("start top");
  }

  @Test
  void startsOnlySomeAndWhatTheyNeed() {
    // Given
    Noted base = new Noted("base", List.of());
    Noted other = new Noted("other", List.of());
    Noted middle = new Noted("middle", List.of(base));
    Noted top = new Noted("top", List.of(middle, other));

    // When
    new Stack(List.of(base, other, middle, top)).only(Set.of("middle")).start((name, took) -> {});

    // Then
    assertThat(log).containsExactly("start base", "start middle");
  }

  @Test
  void anOrderThatCannotWorkIsRefused() {
    Noted base = new Noted("base", List.of());
    Noted top = new Noted("top", List.of(base));

    assertThatThrownBy(() -> new Stack(List.of(top, base)))
        .hasMessage("top comes before its needs");
  }

  private final class Noted implements LocalService {
    private final String name;
    private final List<LocalService> needs;

    Noted(String name, List<LocalService> needs) {
      this.name = name;
      this.needs = needs;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<LocalService> needs() {
      return needs;
    }

    @Override
    public void start() {
      log.add("start " + name);
    }

    @Override
    public void stop() {
      log.add("stop " + name);
    }
  }
}
