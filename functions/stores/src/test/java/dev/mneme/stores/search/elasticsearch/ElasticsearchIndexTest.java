// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.elasticsearch;

import dev.mneme.contract.settings.Settings;
import dev.mneme.servers.ElasticsearchServer;
import dev.mneme.servers.Home;
import dev.mneme.stores.search.FindingContract;
import dev.mneme.stores.search.IsolationContract;
import dev.mneme.stores.search.KeepingContract;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a server of its own, or on the one that {@code ELASTICSEARCH_URL} names, whose index of
 * memories is removed by it.
 */
class ElasticsearchIndexTest {
  private static @Nullable ElasticsearchServer server;
  private static URI url;
  private static MemoryIndex index;

  @BeforeAll
  static void connect(@TempDir Path directory) {
    String own = System.getenv("ELASTICSEARCH_URL");
    if (own == null) {
      server = ElasticsearchServer.start(new Home(directory));
      url = server.url();
    } else {
      url = URI.create(own);
    }
    index = MemoryIndexes.of(Settings.from(Map.of("MNEME_ELASTICSEARCH_URL", url.toString())));
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
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
}
