// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.source.metrics.ConsumerWatch;
import dev.mneme.source.metrics.Holdings;
import dev.mneme.source.owner.Term;
import dev.mneme.source.owner.Work;
import dev.mneme.topology.Route;
import io.nats.client.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one consumer of a route, as its owner: one thread pulls into the lanes, one takes from them
 * and starts a virtual thread for each request. At most {@code window} messages are held, and no
 * more requests are open than the limiter permits.
 */
final class RouteRunner implements Work, Holdings {
  private static final Logger LOG = LoggerFactory.getLogger(RouteRunner.class);

  private final Route route;
  private final Term term;
  private final TakeOver takeOver;
  private final Puller puller;
  private final LeaseKeeper leases;
  private final Attempt attempt;
  private final Limiter limiter;
  private final Function<Holdings, ConsumerWatch> watching;
  private final Lanes lanes = new Lanes();
  private final Semaphore room;
  private final ExecutorService requests;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final AtomicBoolean gaveBack = new AtomicBoolean();
  private volatile boolean stopping;
  private volatile @Nullable ConsumerWatch watch;
  private Thread pulling = Thread.currentThread();
  private Thread dispatching = Thread.currentThread();

  /**
   * @param watching begins to show the consumer to the outside
   */
  RouteRunner(
      Route route,
      Term term,
      TakeOver takeOver,
      Puller puller,
      LeaseKeeper leases,
      Attempt attempt,
      Limiter limiter,
      Function<Holdings, ConsumerWatch> watching) {
    this.route = route;
    this.term = term;
    this.takeOver = takeOver;
    this.puller = puller;
    this.leases = leases;
    this.attempt = attempt;
    this.limiter = limiter;
    this.watching = watching;
    this.room = new Semaphore(route.window());
    this.requests =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-" + route.name()).factory());
  }

  void start() {
    watch = watching.apply(this);
    pulling = Thread.ofVirtual().name("pull-" + route.name()).start(this::pull);
    dispatching = Thread.ofVirtual().name("dispatch-" + route.name()).start(this::dispatch);
  }

  @Override
  public boolean end(Duration grace) throws InterruptedException {
    stop();
    pulling.join();
    dispatching.join();
    requests.shutdown();
    boolean ended = requests.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    requests.shutdownNow();
    if (gaveBack.compareAndSet(false, true)) {
      giveBack();
    }
    return ended;
  }

  @Override
  public void abandon() {
    stop();
    requests.shutdownNow();
    timer.shutdownNow();
    leases.close();
    unwatch();
  }

  @Override
  public int held() {
    return leases.held();
  }

  @Override
  public int setAside() {
    return 0;
  }

  @Override
  public Optional<Instant> oldest() {
    return leases.oldest();
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
    lanes.close();
    pulling.interrupt();
    dispatching.interrupt();
  }

  /** For the next owner to have at once, unless it resets the consumer anyway. */
  private void giveBack() throws InterruptedException {
    puller.close(this::hold);
    List<Delivery> waiting = lanes.waiting();
    timer.shutdownNow();
    leases.close();
    unwatch();
    if (!takeOver.reset()) {
      waiting.forEach(delivery -> delivery.message().nak());
    }
    LOG.info(
        "route={} stopped, gave back {} of {} held", route.name(), waiting.size(), leases.held());
  }

  private void pull() {
    try {
      Thread.sleep(takeOver.pause());
      while (!stopping && term.awaitCurrent()) {
        // Half the window at a time: the next request is on its way while the first half is worked
        // on.
        int free = atLeastHalf();
        int came = puller.pull(free, this::hold);
        room.release(free - came);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("route={} cannot pull any more", route.name(), e);
      throw e;
    }
  }

  private int atLeastHalf() throws InterruptedException {
    int half = Math.max(1, route.window() / 2);
    room.acquire(half);
    return half;
  }

  private void hold(Message message) {
    leases.hold(message).ifPresentOrElse(lanes::add, room::release);
  }

  private void dispatch() {
    try {
      while (!stopping) {
        Limiter.Permit permit = limiter.acquire();
        List<Delivery> taken = lanes.take(route.batch().events(), route.batch().age());
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
    Limiter.Signal signal = Limiter.Signal.NEUTRAL;
    try {
      Attempt.Result result = attempt.run(taken);
      signal = result.signal();
      List<Delivery> unsettled =
          result.rests().values().stream().flatMap(rest -> rest.unsettled().stream()).toList();
      for (Delivery delivery : taken) {
        if (!unsettled.contains(delivery)) {
          leases.letGo(delivery);
          room.release();
        }
      }
      lanes.putBack(unsettled);
      result.rests().forEach(this::goOn);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A defect of ours must not lose the events: their leases end here, and the server delivers
      // them again.
      LOG.error("route={} request failed", route.name(), e);
      abandon(taken);
    } finally {
      permit.end(signal);
    }
  }

  private void goOn(String lane, Attempt.Rest rest) {
    if (rest.unsettled().isEmpty() || stopping) {
      lanes.release(lane);
    } else {
      timer.schedule(() -> lanes.release(lane), rest.pause().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void abandon(List<Delivery> taken) {
    taken.forEach(leases::letGo);
    room.release(taken.size());
    taken.stream().map(Delivery::lane).distinct().forEach(lanes::release);
  }
}
