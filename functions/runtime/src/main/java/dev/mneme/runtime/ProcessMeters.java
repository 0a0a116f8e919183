// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM tells of itself, from the first time that somebody asks: its management beans would
 * keep the first event waiting. Pauses of the collector before that are not counted.
 */
final class ProcessMeters implements AutoCloseable {
  private final Lock lock = new ReentrantLock();
  private @Nullable JvmGcMetrics gc;

  /** Adds them to the registry, once. */
  void bind(MeterRegistry registry) {
    lock.lock();
    try {
      if (gc == null) {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc = new JvmGcMetrics();
        gc.bindTo(registry);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (gc != null) {
        gc.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
