// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.opensearch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.settings.Settings;
import dev.mneme.servers.Ports;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.search.FindingContract;
import dev.mneme.stores.search.IsolationContract;
import dev.mneme.stores.search.KeepingContract;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OpenSearchIndexTest {
  private static URI url;
  private static MemoryIndex index;

  @BeforeAll
  static void connect() {
    url = TestStores.shared().openSearch().url();
    index = MemoryIndexes.of(Settings.from(Map.of("MNEME_OPENSEARCH_URL", url.toString())));
  }

  @Nested
  class Finding extends FindingContract {
    Finding() {
      super(index);
    }
  }

  @Nested
  class Isolation extends IsolationContract {
    Isolation() {
      super(index);
    }
  }

  @Nested
  class Keeping extends KeepingContract {
    Keeping() {
      super(index, url);
    }
  }

  @Test
  void withoutTheServerCallersMayTryLater() {
    // Given
    String nowhere = "http://127.0.0.1:" + Ports.free();
    MemoryIndex away = MemoryIndexes.of(Settings.from(Map.of("MNEME_OPENSEARCH_URL", nowhere)));

    // Then
    assertThatThrownBy(() -> away.owners(null, 1))
        .isInstanceOf(TryLaterException.class)
        .hasMessage("OpenSearch cannot be used at the moment");
  }
}
