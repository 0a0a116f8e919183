// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.embedding.MiniLm;
import dev.mneme.identity.endpoint.PersonalEndpoints;
import dev.mneme.recall.ask.AskConfiguration;
import dev.mneme.recall.capsule.CapsuleConfiguration;
import dev.mneme.recall.consent.ConsentedEndpoints;
import dev.mneme.recall.life.LifeConfiguration;
import dev.mneme.recall.search.MemorySearch;
import dev.mneme.recall.search.SearchConfiguration;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Consents;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What recall is made of. */
@Configuration(proxyBeanMethods = false)
@Import({
  SearchConfiguration.class,
  AskConfiguration.class,
  LifeConfiguration.class,
  CapsuleConfiguration.class
})
class RecallConfiguration {
  /**
   * Nearness under which nothing that was found is an answer, in hundredths; see the README for how
   * it was chosen.
   */
  static final int WEAKEST_PERCENT = 40;

  @Bean
  Postgres postgres(Settings settings) {
    return Postgres.of(settings);
  }

  @Bean
  Embedder embedder(Settings settings) {
    return MiniLm.load((int) settings.number("MNEME_EMBEDDING_THREADS", 1, 1, 64));
  }

  @Bean
  PersonalEndpoints personal(Settings settings) {
    return PersonalEndpoints.of(settings);
  }

  @Bean
  ConsentedEndpoints consented(PersonalEndpoints personal, Postgres postgres) {
    return new ConsentedEndpoints(personal, new Consents(new UserScope(postgres)));
  }

  @Bean
  Recall answers(Settings settings, MemorySearch search) {
    return new Recall(
        search, settings.number("MNEME_RECALL_WEAKEST", WEAKEST_PERCENT, 0, 100) / 100.0);
  }

  @Bean
  Endpoint recall(PersonalEndpoints personal, Recall recall) {
    return personal.endpoint("POST", "/v1/recall", recall::handle);
  }
}
