// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.embedding.MiniLm;
import dev.mneme.identity.Identity;
import dev.mneme.recall.ask.AskConfiguration;
import dev.mneme.recall.ask.Evidence;
import dev.mneme.recall.capsule.CapsuleConfiguration;
import dev.mneme.recall.life.LifeConfiguration;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What recall is made of. */
@Configuration(proxyBeanMethods = false)
@Import({AskConfiguration.class, LifeConfiguration.class, CapsuleConfiguration.class})
class RecallConfiguration {
  /**
   * Score under which the best memory is no answer, in hundredths; see the README for how it was
   * chosen.
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
  Identity identity(Settings settings) {
    return Identity.of(settings);
  }

  @Bean
  Recall answers(Settings settings, Postgres postgres, Embedder embedder) {
    MemoryReader memories = new PostgresMemories(new UserScope(postgres), embedder.model());
    UserIndexes indexes =
        new UserIndexes(memories, settings.number("MNEME_RECALL_VECTORS", 100_000, 0, 10_000_000));
    double weakest = settings.number("MNEME_RECALL_WEAKEST", WEAKEST_PERCENT, 0, 100) / 100.0;
    return new Recall(embedder, memories, indexes, weakest);
  }

  @Bean
  Evidence evidence(Recall recall) {
    return recall::find;
  }

  @Bean
  Endpoint recall(Identity identity, Recall recall) {
    return identity.endpoint("POST", "/v1/recall", recall::handle);
  }
}
