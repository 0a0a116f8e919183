// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A function of single events, fed by lists: in order within a user, users side by side. Once an
 * event of a user is not done, those behind it wait, so that none overtakes it.
 */
final class EventLanes implements EventFunction {
  private static final Outcome BEHIND =
      Outcome.later("an earlier event of the same user is not done", Duration.ofSeconds(1));

  private final FunctionCalls calls;

  EventLanes(FunctionCalls calls) {
    this.calls = calls;
  }

  @Override
  public List<Outcome> apply(List<CloudEvent> events) {
    if (events.size() == 1) {
      return List.of(calls.one(events.getFirst()));
    }
    Outcome[] outcomes = new Outcome[events.size()];
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              lanes(events).stream()
                  .map(
                      lane ->
                          CompletableFuture.runAsync(() -> run(lane, events, outcomes), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
    return List.of(outcomes);
  }

  private void run(List<Integer> lane, List<CloudEvent> events, Outcome[] outcomes) {
    boolean done = true;
    for (int place : lane) {
      outcomes[place] = done ? calls.one(events.get(place)) : BEHIND;
      done = outcomes[place] instanceof Outcome.Done;
    }
  }

  private static Collection<List<Integer>> lanes(List<CloudEvent> events) {
    Map<UserKey, List<Integer>> lanes = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      lanes.computeIfAbsent(UserKey.of(events.get(i)), owner -> new ArrayList<>()).add(i);
    }
    return lanes.values();
  }
}
