// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.topology.Route;
import io.nats.client.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one route: one thread pulls into the lanes, one takes from them and starts a virtual thread
 * for each request. At most {@code window} messages are held, and at most {@code concurrency}
 * requests are open.
 */
final class RouteRunner {
  private static final Logger LOG = LoggerFactory.getLogger(RouteRunner.class);

  private final Route route;
  private final Duration takeover;
  private final Puller puller;
  private final LeaseKeeper leases;
  private final Attempt attempt;
  private final Lanes lanes = new Lanes();
  private final Semaphore room;
  private final Semaphore requests;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Semaphore stopped = new Semaphore(0);
  private volatile boolean stopping;
  private Thread pulling = Thread.currentThread();
  private Thread dispatching = Thread.currentThread();

  /**
   * @param takeover how long to wait before the first pull, so that what a dead owner still leases
   *     comes back first and in order; nothing if nothing is leased
   */
  RouteRunner(Route route, Duration takeover, Puller puller, LeaseKeeper leases, Attempt attempt) {
    this.route = route;
    this.takeover = takeover;
    this.puller = puller;
    this.leases = leases;
    this.attempt = attempt;
    this.room = new Semaphore(route.window());
    this.requests = new Semaphore(route.concurrency());
  }

  void start() {
    pulling = Thread.ofVirtual().name("pull-" + route.name()).start(this::pull);
    dispatching = Thread.ofVirtual().name("dispatch-" + route.name()).start(this::dispatch);
  }

  /**
   * Stops pulling, lets open requests end, and gives back what was not begun, for the next owner to
   * have at once.
   *
   * @return whether all requests ended in time
   */
  boolean stop(Duration grace) throws InterruptedException {
    stopping = true;
    stopped.release();
    lanes.close();
    pulling.join();
    dispatching.join();
    boolean ended =
        requests.tryAcquire(route.concurrency(), grace.toMillis(), TimeUnit.MILLISECONDS);
    puller.close(this::hold);
    List<Delivery> waiting = lanes.waiting();
    timer.shutdownNow();
    leases.close();
    waiting.forEach(delivery -> delivery.message().nak());
    LOG.info(
        "route={} stopped, gave back {} of {} held", route.name(), waiting.size(), leases.size());
    return ended;
  }

  private void pull() {
    try {
      if (stopped.tryAcquire(takeover.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      while (!stopping) {
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
      while (true) {
        requests.acquire();
        List<Delivery> taken = lanes.take(route.batch().events(), route.batch().age());
        if (taken.isEmpty()) {
          requests.release();
          return;
        }
        Thread.ofVirtual().name("request-" + route.name()).start(() -> request(taken));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void request(List<Delivery> taken) {
    try {
      Map<String, Attempt.Rest> rests = attempt.run(taken);
      List<Delivery> unsettled =
          rests.values().stream().flatMap(rest -> rest.unsettled().stream()).toList();
      for (Delivery delivery : taken) {
        if (!unsettled.contains(delivery)) {
          leases.letGo(delivery);
          room.release();
        }
      }
      lanes.putBack(unsettled);
      rests.forEach(this::goOn);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A defect of ours must not lose the events: their leases end here, and the server delivers
      // them again.
      LOG.error("route={} request failed", route.name(), e);
      abandon(taken);
    } finally {
      requests.release();
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
