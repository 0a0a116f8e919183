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
import dev.mneme.stores.Meanwhile;
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

  private final Meanwhile<MiniLm> embedder;
  private final Meanwhile<Postgres> postgres;
  private final Meanwhile<PersonalEndpoints> personal;

  /** Begins with what takes longest: the model, the database and the issuer's keys. */
  RecallConfiguration(Settings settings) {
    this.embedder = Meanwhile.start(() -> embedder(settings));
    this.postgres = Meanwhile.start(() -> Postgres.of(settings).ahead());
    this.personal = Meanwhile.start(() -> PersonalEndpoints.of(settings).ahead());
  }

  @Override
  public void register(BeanRegistry beans, Environment environment) {
    Beans.add(beans, MiniLm.class, with -> embedder.join());
    // Nothing is served before it is loaded.
    Beans.add(beans, SmartInitializingSingleton.class, with -> with.bean(MiniLm.class)::await);
    Beans.add(beans, Postgres.class, with -> postgres.join());
    Beans.add(beans, PersonalEndpoints.class, with -> personal.join());
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
