// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserIndexesTest {
  private static final UserKey ADA = new UserKey("acme", "ada");
  private static final UserKey BEA = new UserKey("acme", "bea");
  private static final UserKey CEM = new UserKey("acme", "cem");

  private final StoredPoints store = new StoredPoints();

  @BeforeEach
  void twoMemoriesEach() {
    store.add(1, 0);
    store.add(0, 1);
  }

  @Test
  void userUnusedForLongestGoesFirst() {
    // Given
    UserIndexes indexes = new UserIndexes(store, 4);
    UserIndex ada = asked(indexes, ADA);
    UserIndex bea = asked(indexes, BEA);
    asked(indexes, ADA);

    // When
    UserIndex cem = asked(indexes, CEM);
    indexes.trim();

    // Then
    assertThat(indexes.of(ADA)).isSameAs(ada);
    assertThat(indexes.of(CEM)).isSameAs(cem);
    assertThat(indexes.of(BEA)).isNotSameAs(bea);
  }

  @Test
  void lifeLargerThanTheBoundIsNotKept() {
    // Given
    UserIndexes indexes = new UserIndexes(store, 1);

    // When
    asked(indexes, ADA);
    indexes.trim();

    // Then
    assertThat(indexes.users()).isZero();
  }

  @Test
  void usersWithoutMemoriesAreBoundToo() {
    // Given
    UserIndexes indexes = new UserIndexes(new StoredPoints(), 2);

    // When
    for (int i = 0; i < 9; i++) {
      asked(indexes, new UserKey("acme", "nobody " + i));
      indexes.trim();
    }

    // Then
    assertThat(indexes.users()).isEqualTo(2);
  }

  private static UserIndex asked(UserIndexes indexes, UserKey owner) {
    UserIndex index = indexes.of(owner);
    index.nearest(new float[] {1, 0}, 1);
    return index;
  }
}
