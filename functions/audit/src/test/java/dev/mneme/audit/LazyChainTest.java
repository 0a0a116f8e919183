// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mneme.audit.chain.Anchor;
import dev.mneme.audit.chain.AnchorWriter;
import dev.mneme.audit.merkle.TreeHead;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyChainTest {
  @Test
  void opensOnFirstUseAndKeepsWhatItOpened() {
    // Given
    AtomicInteger opened = new AtomicInteger();
    LazyChain chain =
        new LazyChain(
            () -> {
              opened.incrementAndGet();
              return new NoChain();
            });
    assertThat(opened).hasValue(0);

    // When
    AnchorWriter first = chain.get();
    AnchorWriter second = chain.get();

    // Then
    assertThat(first).isSameAs(second);
    assertThat(opened).hasValue(1);
  }

  @Test
  void triesAnewAfterAFailure() {
    // Given
    AtomicInteger opened = new AtomicInteger();
    LazyChain chain =
        new LazyChain(
            () -> {
              if (opened.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
              }
              return new NoChain();
            });

    // When // Then
    assertThatIllegalStateException().isThrownBy(chain::get);
    assertThat(chain.get()).isNotNull();
  }

  private static final class NoChain implements AnchorWriter {
    @Override
    public Optional<TreeHead> latest() {
      return Optional.empty();
    }

    @Override
    public Optional<Anchor> find(long size) {
      return Optional.empty();
    }

    @Override
    public Anchor anchor(TreeHead head) {
      throw new UnsupportedOperationException();
    }
  }
}
