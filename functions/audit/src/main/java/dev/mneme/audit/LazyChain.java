// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import dev.mneme.audit.chain.AnchorWriter;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the chain when it is first needed and keeps it; what failed is tried anew. So a start costs
 * nothing of web3j, and a node that is away stops no start.
 */
final class LazyChain implements Supplier<AnchorWriter> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<AnchorWriter> open;
  private @Nullable AnchorWriter opened;

  LazyChain(Supplier<AnchorWriter> open) {
    this.open = open;
  }

  @Override
  public AnchorWriter get() {
    lock.lock();
    try {
      AnchorWriter chain = opened;
      if (chain == null) {
        chain = open.get();
        opened = chain;
      }
      return chain;
    } finally {
      lock.unlock();
    }
  }
}
