// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.source.metrics.ConsumerWatch;
import dev.mneme.source.metrics.Holdings;
import dev.mneme.source.owner.Term;
import dev.mneme.source.owner.Work;
import dev.mneme.topology.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one consumer of a route, as its owner: takes from the lanes that the intake fills and starts
 * a virtual thread for each request. No more requests are open than the limiter permits; what they
 * came to is stored while the next are made.
 */
final class RouteRunner implements Work, Holdings {
  private static final Logger LOG = LoggerFactory.getLogger(RouteRunner.class);

  /**
   * Requests made and not settled, for each that the function may have open: while the outcome of
   * some is stored, the function works on others. All of them are made again after a crash.
   */
  private static final int UNSETTLED = 2;

  private final Route route;
  private final Term term;
  private final TakeOver takeOver;
  private final Intake intake;
  private final Lanes lanes;
  private final Attempt attempt;
  private final Limiter limiter;
  private final Function<Holdings, ConsumerWatch> watching;
  private final ExecutorService requests;
  private final Semaphore unsettled;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final AtomicBoolean gaveBack = new AtomicBoolean();
  private volatile boolean stopping;
  private volatile @Nullable ConsumerWatch watch;
  private Thread dispatching = Thread.currentThread();

  /**
   * @param watching begins to show the consumer to the outside
   */
  RouteRunner(
      Route route,
      Term term,
      TakeOver takeOver,
      Intake intake,
      Attempt attempt,
      Limiter limiter,
      Function<Holdings, ConsumerWatch> watching) {
    this.route = route;
    this.term = term;
    this.takeOver = takeOver;
    this.intake = intake;
    this.lanes = intake.lanes();
    this.attempt = attempt;
    this.limiter = limiter;
    this.watching = watching;
    this.unsettled = new Semaphore(UNSETTLED * route.concurrency().most());
    this.requests =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-" + route.name()).factory());
  }

  void start() {
    watch = watching.apply(this);
    intake.start(term, takeOver);
    dispatching = Thread.ofVirtual().name("dispatch-" + route.name()).start(this::dispatch);
  }

  @Override
  public boolean end(Duration grace) throws InterruptedException {
    stop();
    intake.join();
    dispatching.join();
    requests.shutdown();
    boolean ended = requests.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    requests.shutdownNow();
    if (gaveBack.compareAndSet(false, true)) {
      timer.shutdownNow();
      unwatch();
      // The next owner has it at once, if it resets the consumer anyway.
      intake.giveBack(!takeOver.reset());
    }
    return ended;
  }

  @Override
  public void abandon() {
    stop();
    requests.shutdownNow();
    timer.shutdownNow();
    intake.close();
    unwatch();
  }

  @Override
  public int held() {
    Window.Load load = lanes.load();
    return load.inFlight() + load.waiting();
  }

  @Override
  public int setAside() {
    return lanes.load().aside();
  }

  @Override
  public Optional<Instant> oldest() {
    return intake.oldest();
  }

  @Override
  public int limit() {
    return limiter.limit();
  }

  private void unwatch() {
    @Nullable ConsumerWatch present = watch;
    if (present != null) {
      present.close();
    }
  }

  private void stop() {
    stopping = true;
    intake.stop();
    dispatching.interrupt();
  }

  private void dispatch() {
    try {
      while (!stopping) {
        unsettled.acquire();
        Limiter.Permit permit = limiter.acquire();
        List<Delivery> taken = lanes.take();
        if (taken.isEmpty() || !term.awaitCurrent()) {
          permit.end(Limiter.Signal.NEUTRAL);
          return;
        }
        permit.begin();
        requests.execute(() -> request(taken, permit));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      LOG.debug("route={} abandoned", route.name(), e);
    }
  }

  private void request(List<Delivery> taken, Limiter.Permit permit) {
    try {
      settle(taken, attempt.run(taken, permit::end));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A defect of ours must neither lose the events nor let later ones of their users overtake.
      LOG.error("route={} request failed", route.name(), e);
      putBack(taken);
    } finally {
      permit.end(Limiter.Signal.NEUTRAL);
      unsettled.release();
    }
  }

  private void settle(List<Delivery> taken, Map<String, Attempt.Rest> rests) {
    Set<Delivery> unsettled = new HashSet<>();
    rests.values().forEach(rest -> unsettled.addAll(rest.unsettled()));
    for (Delivery delivery : taken) {
      if (!unsettled.contains(delivery)) {
        intake.letGo(delivery);
      }
    }
    rests.forEach(this::goOn);
  }

  private void putBack(List<Delivery> taken) {
    Duration pause = route.backoff().most();
    taken.stream()
        .collect(Collectors.groupingBy(Delivery::lane))
        .forEach((lane, part) -> goOn(lane, new Attempt.Rest(part, pause)));
  }

  private void goOn(String lane, Attempt.Rest rest) {
    boolean pause = !rest.unsettled().isEmpty();
    lanes.end(lane, rest.unsettled(), pause);
    if (pause) {
      resumeAfter(rest.pause(), lane);
    }
  }

  private void resumeAfter(Duration pause, String lane) {
    try {
      timer.schedule(() -> lanes.resume(lane), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("route={} abandoned", route.name(), e);
    }
  }
}
