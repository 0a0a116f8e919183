// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void sharesEvenly() {
    Map<String, Integer> owned = Map.of("a", 4, "b", 0);

    assertThat(Share.of("a", owned, 4)).isEqualTo(2);
    assertThat(Share.of("b", owned, 4)).isEqualTo(2);
  }

  @Test
  void leavesTheRestWhereItIs() {
    Map<String, Integer> owned = Map.of("a", 1, "b", 2);

    assertThat(Share.of("a", owned, 3)).isEqualTo(1);
    assertThat(Share.of("b", owned, 3)).isEqualTo(2);
  }

  @Test
  void moreReplicasThanConsumersStandBy() {
    Map<String, Integer> owned = Map.of("a", 0, "b", 1, "c", 0);

    assertThat(Share.of("a", owned, 1)).isZero();
    assertThat(Share.of("b", owned, 1)).isEqualTo(1);
    assertThat(Share.of("c", owned, 1)).isZero();
  }
}
