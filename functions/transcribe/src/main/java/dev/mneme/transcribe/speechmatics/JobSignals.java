// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes whoever waits for a job when its webhook is called. A signal for a job that nobody here
 * waits for is nothing: another replica may, and polls.
 */
final class JobSignals {
  private final Map<String, Set<Semaphore>> waiting = new ConcurrentHashMap<>();

  /** Starts to listen, so that no signal is missed between two looks at the job. */
  Wait listen(String job) {
    Semaphore signal = new Semaphore(0);
    waiting.compute(
        job,
        (id, others) -> {
          Set<Semaphore> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(signal);
          return all;
        });
    return new Wait(job, signal);
  }

  /** The job has ended, or somebody says so. */
  void signal(String job) {
    waiting.getOrDefault(job, Set.of()).forEach(Semaphore::release);
  }

  /** Whether anybody waits for a job. */
  boolean awaited(String job) {
    return waiting.containsKey(job);
  }

  /** One thread's wait for one job. */
  final class Wait implements AutoCloseable {
    private final String job;
    private final Semaphore signal;

    private Wait(String job, Semaphore signal) {
      this.job = job;
      this.signal = signal;
    }

    /** Returns at a signal, or when the pause is over. */
    void await(Duration pause) throws InterruptedException {
      if (signal.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        signal.drainPermits();
      }
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          job,
          (id, all) -> {
            all.remove(signal);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
