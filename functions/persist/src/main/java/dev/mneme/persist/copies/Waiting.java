// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.copies;

import dev.mneme.contract.TryLaterException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for a write. */
final class Waiting {
  private Waiting() {}

  /**
   * Why a write did not happen, if time will help.
   *
   * @throws IllegalStateException if it will not
   */
  static Optional<TryLaterException> outage(Future<?> write) {
    try {
      write.get();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TryLaterException away) {
        return Optional.of(away);
      }
      throw new IllegalStateException("a store does not keep a memory", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
