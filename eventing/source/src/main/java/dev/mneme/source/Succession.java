// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.api.PublishAck;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores what follows from the events of one request: for different users at once, for one user one
 * after another, so that where one cannot be stored now, no later one is before it. For one thread.
 */
final class Succession {
  private final Map<String, CompletableFuture<PublishAck>> last = new HashMap<>();

  /**
   * Begins to store, once all that was begun before for the same lane is stored, or never can be.
   */
  CompletableFuture<PublishAck> store(
      String lane, Supplier<CompletableFuture<PublishAck>> storing) {
    CompletableFuture<PublishAck> before = last.get(lane);
    CompletableFuture<PublishAck> now =
        before == null
            ? storing.get()
            : before
                .handle((stored, trouble) -> passable(trouble) ? storing.get() : late())
                .thenCompose(next -> next);
    last.put(lane, now);
    return now;
  }

  private static boolean passable(@Nullable Throwable trouble) {
    return trouble == null || Unstorable.why(trouble).isPresent();
  }

  private static CompletableFuture<PublishAck> late() {
    return CompletableFuture.failedFuture(
        new IllegalStateException("an earlier reply about the same user is not stored yet"));
  }
}
