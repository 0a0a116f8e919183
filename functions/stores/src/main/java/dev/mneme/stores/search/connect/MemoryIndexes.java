// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.connect;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.elasticsearch.ElasticsearchEngine;
import dev.mneme.stores.search.engine.Authorization;
import dev.mneme.stores.search.engine.EngineHttp;
import dev.mneme.stores.search.engine.EngineIndex;
import dev.mneme.stores.search.engine.EngineSettings;
import dev.mneme.stores.search.opensearch.AwsSigning;
import dev.mneme.stores.search.opensearch.OpenSearchEngine;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Makes a {@link MemoryIndex}. */
public final class MemoryIndexes {
  private static final String OPENSEARCH = "MNEME_OPENSEARCH_URL";
  private static final String ELASTICSEARCH = "MNEME_ELASTICSEARCH_URL";

  private MemoryIndexes() {}

  /**
   * The index of the engine that is set, without connecting.
   *
   * <p>Settings: {@code MNEME_OPENSEARCH_URL} or {@code MNEME_ELASTICSEARCH_URL}; {@code
   * MNEME_SEARCH_USER} and {@code MNEME_SEARCH_PASSWORD}, or {@code MNEME_SEARCH_API_KEY}, where it
   * asks who comes (secrets may lie in files, {@code …_FILE}), or {@code
   * MNEME_OPENSEARCH_AWS_SERVICE} with {@code AWS_REGION} where AWS does; {@code
   * MNEME_SEARCH_TIMEOUT} (a request, PT10S).
   *
   * @throws SettingsException unless exactly one of the URLs is set, or if a setting is malformed
   */
  public static MemoryIndex of(Settings settings) {
    Optional<URI> openSearch = settings.optionalUri(OPENSEARCH);
    Optional<URI> elasticsearch = settings.optionalUri(ELASTICSEARCH);
    if (openSearch.isPresent() == elasticsearch.isPresent()) {
      throw new SettingsException(
          List.of(
              OPENSEARCH
                  + ", "
                  + ELASTICSEARCH
                  + ": expected one of them, found "
                  + (openSearch.isPresent() ? "both" : "none")));
    }
    return openSearch
        .map(url -> openSearch(settings, EngineSettings.of(settings, url)))
        .or(() -> elasticsearch.map(url -> elasticsearch(EngineSettings.of(settings, url))))
        .orElseThrow();
  }

  private static MemoryIndex elasticsearch(EngineSettings reached) {
    return new EngineIndex(new ElasticsearchEngine(), new EngineHttp(reached));
  }

  private static MemoryIndex openSearch(Settings settings, EngineSettings reached) {
    Optional<AwsSigning> signing = AwsSigning.of(settings);
    if (signing.isPresent() && reached.authorization() != Authorization.NONE) {
      throw new SettingsException(
          List.of(
              "MNEME_OPENSEARCH_AWS_SERVICE, MNEME_SEARCH_…: expected either signed requests or a"
                  + " user or key, found both"));
    }
    EngineSettings asked = signing.<EngineSettings>map(reached::with).orElse(reached);
    return new EngineIndex(new OpenSearchEngine(), new EngineHttp(asked));
  }
}
