// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.persist.erasure.Eraser;
import dev.mneme.persist.erasure.Erasure;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a batch asks for: memories between two erasures are kept together, and what
 * comes after something of the same owner that has to wait waits as well.
 */
final class WishesInOrder implements Function<List<CloudEvent>, List<Outcome>> {
  private final Function<List<CloudEvent>, List<Outcome>> keep;
  private final Eraser eraser;

  /**
   * @param keep carries out a batch without erasures
   */
  WishesInOrder(Function<List<CloudEvent>, List<Outcome>> keep, Eraser eraser) {
    this.keep = keep;
    this.eraser = eraser;
  }

  @Override
  public List<Outcome> apply(List<CloudEvent> events) {
    if (events.stream().noneMatch(WishesInOrder::isErasure)) {
      return keep.apply(events);
    }
    Outcome[] outcomes = new Outcome[events.size()];
    Map<UserKey, Outcome> waiting = new HashMap<>();
    Map<Integer, CloudEvent> run = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      CloudEvent event = events.get(i);
      if (isErasure(event)) {
        keep(run, outcomes, waiting);
        @Nullable Outcome wait = waiting.get(UserKey.of(event));
        outcomes[i] = wait == null ? forget(event) : wait;
        note(event, outcomes[i], waiting);
      } else {
        run.put(i, event);
      }
    }
    keep(run, outcomes, waiting);
    return Arrays.asList(outcomes);
  }

  private void keep(
      Map<Integer, CloudEvent> run, Outcome[] outcomes, Map<UserKey, Outcome> waiting) {
    List<Integer> free = new ArrayList<>();
    List<CloudEvent> events = new ArrayList<>();
    run.forEach(
        (at, event) -> {
          @Nullable Outcome wait = waiting.get(UserKey.of(event));
          if (wait == null) {
            free.add(at);
            events.add(event);
          } else {
            outcomes[at] = wait;
          }
        });
    List<Outcome> kept = events.isEmpty() ? List.of() : keep.apply(events);
    IntStream.range(0, free.size())
        .forEach(
            i -> {
              outcomes[free.get(i)] = kept.get(i);
              note(events.get(i), kept.get(i), waiting);
            });
    run.clear();
  }

  private static void note(CloudEvent event, Outcome outcome, Map<UserKey, Outcome> waiting) {
    if (outcome instanceof Outcome.Later) {
      waiting.putIfAbsent(UserKey.of(event), outcome);
    }
  }

  private Outcome forget(CloudEvent event) {
    try {
      Erasure erasure = Erasure.of(event);
      return new Outcome.Done(erasure.completed(PersistFunction.NAME, eraser.erase(erasure)));
    } catch (InvalidEventException e) {
      return new Outcome.Refused(Problem.of(e));
    } catch (TryLaterException e) {
      return PersistFunction.later(e);
    } catch (RuntimeException e) {
      return PersistFunction.defect(event, e);
    }
  }

  private static boolean isErasure(CloudEvent event) {
    return EventType.of(event) == EventType.ERASURE_REQUESTED;
  }
}
