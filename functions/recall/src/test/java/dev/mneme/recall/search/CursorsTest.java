// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private static final UserKey ADA = new UserKey("acme", "ada");
  private static final SearchRequest SEARCH = SearchRequest.of("Where is the key?", 10);
  private static final Cursor CURSOR = new Cursor(120, Set.of(3L, 119L, 120L));

  private final Cursors cursors = new Cursors("a secret of the test".getBytes(UTF_8));

  @Test
  void goesOnWhereThePageBeforeEnded() {
    assertThat(cursors.read(ADA, SEARCH, cursors.write(ADA, SEARCH, CURSOR))).isEqualTo(CURSOR);
  }

  @Test
  void thePageMayChangeItsSize() {
    // Given
    String text = cursors.write(ADA, SEARCH, CURSOR);

    // Then
    assertThat(cursors.read(ADA, SearchRequest.of(SEARCH.question(), 3), text)).isEqualTo(CURSOR);
  }

  @Test
  void isRefusedFromAnyOtherUser() {
    // Given
    String text = cursors.write(ADA, SEARCH, CURSOR);

    // Then
    refused(new UserKey("acme", "eve"), SEARCH, text);
    refused(new UserKey("other", "ada"), SEARCH, text);
    refused(new UserKey("acmea", "da"), SEARCH, text);
  }

  @Test
  void isRefusedForAnotherSearch() {
    // Given
    String text = cursors.write(ADA, SEARCH, CURSOR);

    // Then
    refused(ADA, SearchRequest.of("Where is the dog?", 10), text);
    refused(
        ADA,
        new SearchRequest(SEARCH.question(), null, "2026-01-01T00:00:00Z", null, 10, null),
        text);
    refused(
        ADA, new SearchRequest(SEARCH.question(), null, null, SearchOrder.WORDS, 10, null), text);
  }

  @Test
  void isRefusedWhereABitOfItChanged() {
    // Given
    byte[] bytes = Base64.getUrlDecoder().decode(cursors.write(ADA, SEARCH, CURSOR));

    // Then
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      refused(ADA, SEARCH, Base64.getUrlEncoder().encodeToString(changed));
    }
  }

  @Test
  void isRefusedWhereItIsNone() {
    refused(ADA, SEARCH, "AAAA");
    refused(ADA, SEARCH, "not base64!");
    refused(ADA, SEARCH, new Cursors("another secret".getBytes(UTF_8)).write(ADA, SEARCH, CURSOR));
  }

  private void refused(UserKey asker, SearchRequest search, String text) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> cursors.read(asker, search, text))
        .withMessageContaining("data.cursor");
  }
}
