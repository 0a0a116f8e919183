// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work that waits for a store in a thread of its own, while its caller does something else.
 *
 * @param <T> what it gives
 */
public final class Meanwhile<T> {
  private final CompletableFuture<T> work;

  private Meanwhile(CompletableFuture<T> work) {
    this.work = work;
  }

  /** Starts it. Whoever does not {@link #join} lets it end by itself, unheard. */
  public static <T> Meanwhile<T> start(Supplier<T> work) {
    return new Meanwhile<>(CompletableFuture.supplyAsync(work, Thread::startVirtualThread));
  }

  /** Waits for what it gives, or throws what it threw. */
  public T join() {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw e;
    }
  }
}
