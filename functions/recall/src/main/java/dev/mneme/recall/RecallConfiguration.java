// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.MiniLm;
import dev.mneme.identity.endpoint.PersonalEndpoints;
import dev.mneme.recall.ask.AskConfiguration;
import dev.mneme.recall.capsule.CapsuleConfiguration;
import dev.mneme.recall.consent.ConsentedEndpoints;
import dev.mneme.recall.life.LifeConfiguration;
import dev.mneme.recall.search.MemorySearch;
import dev.mneme.recall.search.SearchConfiguration;
import dev.mneme.runtime.Beans;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Consents;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/** What recall is made of. */
final class RecallConfiguration implements BeanRegistrar {
  /**
   * Nearness under which nothing that was found is an answer, in hundredths; see the README for how
   * it was chosen.
   */
  static final int WEAKEST_PERCENT = 40;

  @Override
  public void register(BeanRegistry beans, Environment environment) {
    // First: it loads while all else is made, and nothing is served before it is there.
    Beans.add(beans, MiniLm.class, with -> embedder(with.bean(Settings.class)));
    Beans.add(beans, SmartInitializingSingleton.class, with -> with.bean(MiniLm.class)::await);
    Beans.add(beans, Postgres.class, with -> Postgres.of(with.bean(Settings.class)).ahead());
    Beans.add(
        beans,
        PersonalEndpoints.class,
        with -> PersonalEndpoints.of(with.bean(Settings.class)).ahead());
    Beans.add(beans, ConsentedEndpoints.class, RecallConfiguration::consented);
    Beans.add(beans, Recall.class, RecallConfiguration::answers);
    Beans.add(beans, Endpoint.class, RecallConfiguration::recall);
    beans.register(new SearchConfiguration());
    beans.register(new AskConfiguration());
    beans.register(new LifeConfiguration());
    beans.register(new CapsuleConfiguration());
  }

  private static MiniLm embedder(Settings settings) {
    return MiniLm.loading((int) settings.number("MNEME_EMBEDDING_THREADS", 1, 1, 64));
  }

  private static ConsentedEndpoints consented(BeanRegistry.SupplierContext with) {
    return new ConsentedEndpoints(
        with.bean(PersonalEndpoints.class), new Consents(new UserScope(with.bean(Postgres.class))));
  }

  private static Recall answers(BeanRegistry.SupplierContext with) {
    return new Recall(
        with.bean(MemorySearch.class),
        with.bean(Settings.class).number("MNEME_RECALL_WEAKEST", WEAKEST_PERCENT, 0, 100) / 100.0);
  }

  private static Endpoint recall(BeanRegistry.SupplierContext with) {
    return with.bean(PersonalEndpoints.class)
        .endpoint("POST", "/v1/recall", with.bean(Recall.class)::handle);
  }
}
