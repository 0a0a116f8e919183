// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.Replies;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.ModelTrained;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A burst of users, side by side; what goes wrong with one is told of that one alone. */
final class TrainFunction implements Function<List<CloudEvent>, List<Outcome>> {
  private static final Logger LOG = LoggerFactory.getLogger(TrainFunction.class);
  private static final String NAME = "train";
  private static final Duration AFTER_UNFORESEEN = Duration.ofSeconds(5);

  private final Function<CloudEvent, ModelTrained> training;
  private final Semaphore inMemory;

  /**
   * @param mostInMemory users whose memories may be in memory at the same time
   */
  TrainFunction(Function<CloudEvent, ModelTrained> training, int mostInMemory) {
    this.training = training;
    this.inMemory = new Semaphore(mostInMemory, true);
  }

  @Override
  public List<Outcome> apply(List<CloudEvent> events) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Outcome>> outcomes =
          events.stream()
              .map(event -> CompletableFuture.supplyAsync(() -> outcome(event), threads))
              .toList();
      return outcomes.stream().map(CompletableFuture::join).toList();
    }
  }

  private Outcome outcome(CloudEvent event) {
    inMemory.acquireUninterruptibly();
    try {
      ModelTrained trained = training.apply(event);
      return new Outcome.Done(
          Replies.of(NAME, event).add(EventType.MODEL_TRAINED, trained.version(), trained).list());
    } catch (InvalidEventException e) {
      return new Outcome.Refused(Problem.of(e));
    } catch (NoConsentException e) {
      return new Outcome.Refused(e.problem());
    } catch (TryLaterException e) {
      return Outcome.later(String.valueOf(e.getMessage()), e.retryAfter());
    } catch (RuntimeException e) {
      LOG.error("training for event {} of {} failed", event.getId(), event.getSource(), e);
      return new Outcome.Later(
          Problem.of(500, "Internal error", "the log of the function says more"), AFTER_UNFORESEEN);
    } finally {
      inMemory.release();
    }
  }
}
