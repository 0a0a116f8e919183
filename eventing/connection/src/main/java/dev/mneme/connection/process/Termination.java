// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a process: SIGTERM asks for it, or a part that can never work again. The JVM waits for
 * {@link #close}, though never longer than the drain allows; further signals change nothing.
 */
public final class Termination implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

  /** For what has to be said and closed once the drain is over. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean failed;

  private Termination() {}

  /**
   * Takes over SIGTERM and SIGINT.
   *
   * @param drain how long after the signal the process may go on with what it has begun
   */
  static Termination onSignal(Duration drain) {
    Termination termination = new Termination();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> termination.signalled(drain)));
    return termination;
  }

  /** Waits until the process is asked to end. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /**
   * Waits for a while.
   *
   * @return whether the process is asked to end
   */
  public boolean await(Duration limit) throws InterruptedException {
    return asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks the process to end, as one that cannot go on. */
  public void fail(String reason) {
    LOG.error("cannot go on: {}", reason);
    failed = true;
    asked.countDown();
  }

  boolean failed() {
    return failed;
  }

  private void signalled(Duration drain) {
    asked.countDown();
    try {
      if (!ended.await(drain.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("not ended within {}, going nevertheless", drain);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing is left to do: the JVM may go. */
  @Override
  public void close() {
    ended.countDown();
  }
}
