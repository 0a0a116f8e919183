// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import dev.mneme.recall.consent.ConsentedEndpoints;
import dev.mneme.runtime.Beans;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import java.time.Clock;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The structured view. */
public final class LifeConfiguration implements BeanRegistrar {
  @Override
  public void register(BeanRegistry beans, Environment environment) {
    Beans.add(beans, LifeEndpoints.class, with -> endpoints(with.bean(Postgres.class)));
    Beans.add(
        beans,
        Endpoint.class,
        with ->
            with.bean(ConsentedEndpoints.class)
                .endpoint("GET", "/v1/life", with.bean(LifeEndpoints.class)::life));
    Beans.add(
        beans,
        Endpoint.class,
        with ->
            with.bean(ConsentedEndpoints.class)
                .endpoint("GET", "/v1/timeline", with.bean(LifeEndpoints.class)::timeline));
  }

  private static LifeEndpoints endpoints(Postgres postgres) {
    UserScope scope = new UserScope(postgres);
    return new LifeEndpoints(new LifeReader(scope), new TimelineReader(scope), Clock.systemUTC());
  }
}
