// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.identity.endpoint.PersonalEndpoints;
import dev.mneme.runtime.Beans;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** What search is made of. */
public final class SearchConfiguration implements BeanRegistrar {
  @Override
  public void register(BeanRegistry beans, Environment environment) {
    Beans.add(
        beans, MemoryIndex.class, with -> MemoryIndexes.of(with.bean(Settings.class)).ahead());
    Beans.add(beans, MemorySearch.class, SearchConfiguration::search);
    Beans.add(beans, Endpoint.class, SearchConfiguration::endpoint);
  }

  private static MemorySearch search(BeanRegistry.SupplierContext with) {
    return MemorySearch.of(
        with.bean(Settings.class),
        with.bean(Embedder.class),
        with.bean(MemoryIndex.class),
        new UserScope(with.bean(Postgres.class)));
  }

  private static Endpoint endpoint(BeanRegistry.SupplierContext with) {
    SearchEndpoint search = new SearchEndpoint(with.bean(MemorySearch.class));
    return with.bean(PersonalEndpoints.class).endpoint("POST", "/v1/search", search::handle);
  }
}
