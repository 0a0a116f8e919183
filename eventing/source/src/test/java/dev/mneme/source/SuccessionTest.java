// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.api.PublishAck;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The order in which the replies of one request are stored. */
class SuccessionTest {
  private final Succession succession = new Succession();
  private final List<String> begun = new ArrayList<>();

  @Test
  void repliesAboutOneUserAreStoredOneAfterAnother() {
    // Given
    CompletableFuture<PublishAck> first = new CompletableFuture<>();
    succession.store("ada", storing("first", first));

    // When
    CompletableFuture<PublishAck> second =
        succession.store("ada", storing("second", new CompletableFuture<>()));

    // Then
    assertThat(begun).containsExactly("first");
    first.complete(null);
    assertThat(begun).containsExactly("first", "second");
    assertThat(second).isNotDone();
  }

  @Test
  void repliesAboutOthersDoNotWait() {
    // Given
    succession.store("ada", storing("ada", new CompletableFuture<>()));

    // When
    succession.store("ben", storing("ben", new CompletableFuture<>()));

    // Then
    assertThat(begun).containsExactly("ada", "ben");
  }

  @Test
  void nothingIsStoredBehindAGap() {
    // Given
    CompletableFuture<PublishAck> first = new CompletableFuture<>();
    succession.store("ada", storing("first", first));
    succession.store("ada", storing("second", new CompletableFuture<>()));
    CompletableFuture<PublishAck> third =
        succession.store("ada", storing("third", new CompletableFuture<>()));

    // When
    first.completeExceptionally(new IllegalStateException("disconnected"));

    // Then
    assertThat(begun).containsExactly("first");
    assertThat(third).isCompletedExceptionally();
  }

  @Test
  void aReplyThatCanNeverBeStoredLeavesNoGap() {
    // Given
    CompletableFuture<PublishAck> first = new CompletableFuture<>();
    succession.store("ada", storing("first", first));
    succession.store("ada", storing("second", new CompletableFuture<>()));

    // When
    first.completeExceptionally(new TooLargeException(2, 1));

    // Then
    assertThat(begun).containsExactly("first", "second");
  }

  private Supplier<CompletableFuture<PublishAck>> storing(
      String name, CompletableFuture<PublishAck> stored) {
    return () -> {
      begun.add(name);
      return stored;
    };
  }
}
