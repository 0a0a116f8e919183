// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserIndexTest {
  private static final float[] EAST = {1, 0};

  private final StoredPoints store = new StoredPoints();
  private final UserIndex index = new UserIndex(new UserKey("acme", "ada"), store);

  @Test
  void nearestComeFirst() {
    // Given
    store.add(0, 1);
    store.add(0.6f, 0.8f);
    store.add(-1, 0);
    store.add(0.8f, 0.6f);

    // When
    List<UserIndex.Hit> hits = index.nearest(EAST, 3);

    // Then
    assertThat(hits).extracting(UserIndex.Hit::position).containsExactly(4L, 2L, 1L);
    assertThat(hits.getFirst().score()).isEqualTo(0.8f);
  }

  @Test
  void vectorIsReadOnce() {
    // Given
    store.add(1, 0);
    index.nearest(EAST, 1);
    store.add(0, 1);

    // When
    index.nearest(EAST, 1);
    index.nearest(EAST, 1);

    // Then
    assertThat(store.read()).isEqualTo(2);
    assertThat(index.size()).isEqualTo(2);
  }

  @Test
  void forgottenStaysForgotten() {
    // Given
    store.add(1, 0);
    store.add(0, 1);
    index.nearest(EAST, 2);

    // When
    index.forget(List.of(2L));

    // Then
    assertThat(index.nearest(EAST, 2)).extracting(UserIndex.Hit::position).containsExactly(1L);
    assertThat(index.size()).isEqualTo(1);
  }
}
