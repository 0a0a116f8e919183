// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.elasticsearch;

import dev.mneme.contract.settings.Settings;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.search.AbstractMemoryIndexTest;
import dev.mneme.stores.search.Engines;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * On our server, or the one that {@code ELASTICSEARCH_URL} names; there the index of memories is
 * removed.
 */
class ElasticsearchIndexTest extends AbstractMemoryIndexTest {
  private static URI url;
  private static MemoryIndex index;

  @BeforeAll
  static void connect() {
    url =
        Optional.ofNullable(System.getenv("ELASTICSEARCH_URL"))
            .map(URI::create)
            .orElseGet(() -> TestStores.shared().elasticsearch().url());
    index = MemoryIndexes.of(Settings.from(Map.of("MNEME_ELASTICSEARCH_URL", url.toString())));
  }

  @AfterAll
  static void close() {
    index.close();
  }

  @Override
  protected MemoryIndex index() {
    return index;
  }

  @Override
  protected void removeIndex() throws Exception {
    Engines.removeIndex(url);
  }
}
