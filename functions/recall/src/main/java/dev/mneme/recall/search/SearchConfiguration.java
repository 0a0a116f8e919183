// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.identity.endpoint.PersonalEndpoints;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What search is made of. */
@Configuration(proxyBeanMethods = false)
public class SearchConfiguration {
  @Bean
  MemoryIndex memoryIndex(Settings settings) {
    return MemoryIndexes.of(settings);
  }

  @Bean
  MemorySearch memorySearch(
      Settings settings, Embedder embedder, MemoryIndex index, Postgres postgres) {
    return MemorySearch.of(settings, embedder, index, new UserScope(postgres));
  }

  @Bean
  Endpoint search(PersonalEndpoints personal, MemorySearch search) {
    return personal.endpoint("POST", "/v1/search", new SearchEndpoint(search)::handle);
  }
}
