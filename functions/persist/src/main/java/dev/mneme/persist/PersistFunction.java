// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many memories at a time, of many owners in a transaction. The other stores come first: a row is
 * the sign that all of a memory is there.
 */
final class PersistFunction implements Function<List<CloudEvent>, List<Outcome>> {
  private static final Logger LOG = LoggerFactory.getLogger(PersistFunction.class);
  static final String NAME = "persist";
  private static final Duration AFTER_DEFECT = Duration.ofSeconds(5);

  /** In one transaction: fewer writes to each store, and a longer wait for whoever is locked. */
  private static final int MOST_OWNERS = 64;

  private final MemoryKeeper keeper;

  PersistFunction(MemoryKeeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public List<Outcome> apply(List<CloudEvent> events) {
    Outcome[] outcomes = new Outcome[events.size()];
    Map<UserKey, Map<Integer, Block>> owners = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      try {
        Block block = Block.of(events.get(i));
        owners.computeIfAbsent(block.owner(), owner -> new LinkedHashMap<>()).put(i, block);
      } catch (InvalidEventException e) {
        outcomes[i] = new Outcome.Refused(Problem.of(e));
      }
    }
    // Each place of the array is written by one thread, and read when all have ended.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<UserKey> some : parts(List.copyOf(owners.keySet()))) {
        threads.execute(() -> persist(some, owners, outcomes));
      }
    }
    return Arrays.asList(outcomes);
  }

  private static List<List<UserKey>> parts(List<UserKey> owners) {
    return IntStream.iterate(0, from -> from < owners.size(), from -> from + MOST_OWNERS)
        .mapToObj(from -> owners.subList(from, Math.min(owners.size(), from + MOST_OWNERS)))
        .toList();
  }

  private void persist(
      List<UserKey> some, Map<UserKey, Map<Integer, Block>> places, Outcome[] outcomes) {
    Map<UserKey, List<Block>> blocks = new LinkedHashMap<>();
    some.forEach(owner -> blocks.put(owner, List.copyOf(of(places, owner).values())));
    Map<UserKey, List<Outcome>> own = persist(blocks);
    for (UserKey owner : some) {
      List<Integer> order = List.copyOf(of(places, owner).keySet());
      List<Outcome> results = of(own, owner);
      IntStream.range(0, order.size()).forEach(i -> outcomes[order.get(i)] = results.get(i));
    }
  }

  private Map<UserKey, List<Outcome>> persist(Map<UserKey, List<Block>> owners) {
    Map<UserKey, List<Outcome>> outcomes = new HashMap<>();
    try {
      Map<UserKey, List<Kept>> kept = keeper.keep(owners);
      owners.forEach((owner, blocks) -> outcomes.put(owner, outcomes(blocks, of(kept, owner))));
    } catch (TryLaterException e) {
      owners.forEach(
          (owner, blocks) -> outcomes.put(owner, blocks.stream().map(b -> later(e)).toList()));
    } catch (RuntimeException e) {
      owners.forEach((owner, blocks) -> outcomes.put(owner, alone(owner, blocks, owners, e)));
    }
    return outcomes;
  }

  /** One of them cannot be written, and shall not take the others with it. */
  private List<Outcome> alone(
      UserKey owner, List<Block> blocks, Map<UserKey, List<Block>> all, RuntimeException e) {
    if (all.size() > 1) {
      return of(persist(Map.of(owner, blocks)), owner);
    }
    return blocks.size() == 1
        ? List.of(defect(blocks.getFirst().event(), e))
        : blocks.stream()
            .map(block -> of(persist(Map.of(owner, List.of(block))), owner).getFirst())
            .toList();
  }

  private static <T> T of(Map<UserKey, T> all, UserKey owner) {
    return Objects.requireNonNull(all.get(owner), "every owner has an entry");
  }

  private static List<Outcome> outcomes(List<Block> blocks, List<Kept> kept) {
    return IntStream.range(0, blocks.size())
        .mapToObj(i -> kept.get(i).outcome(blocks.get(i)))
        .toList();
  }

  static Outcome later(TryLaterException e) {
    return Outcome.later(String.valueOf(e.getMessage()), e.retryAfter());
  }

  static Outcome defect(CloudEvent event, RuntimeException e) {
    LOG.error("event {} of {} failed", event.getId(), event.getSource(), e);
    return new Outcome.Later(
        Problem.of(500, "Internal error", "the log of persist says more"), AFTER_DEFECT);
  }
}
