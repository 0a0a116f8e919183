// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
  private final List<Integer> asked = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 2", "1001, 2", "2500, 3"})
  void everyEntryComesOnceInOrder(int entries, int pages) {
    // Given
    List<Integer> kept = IntStream.rangeClosed(1, entries).boxed().toList();

    // When
    List<Integer> listed =
        Pages.all((@Nullable Integer last, int most) -> page(kept, last, most), Function.identity())
            .toList();

    // Then
    assertThat(listed).isEqualTo(kept);
    assertThat(asked).hasSize(pages);
  }

  private List<Integer> page(List<Integer> kept, @Nullable Integer last, int most) {
    int after = Optional.ofNullable(last).orElse(0);
    asked.add(after);
    return kept.stream().filter(entry -> entry > after).limit(most).toList();
  }
}
