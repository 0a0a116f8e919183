// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.capsule;

import dev.mneme.recall.consent.ConsentedEndpoints;
import dev.mneme.runtime.Beans;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import java.time.Clock;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Sealing memories. */
public final class CapsuleConfiguration implements BeanRegistrar {
  @Override
  public void register(BeanRegistry beans, Environment environment) {
    Beans.add(beans, CapsuleEndpoints.class, with -> endpoints(with.bean(Postgres.class)));
    Beans.add(
        beans,
        Endpoint.class,
        with ->
            with.bean(ConsentedEndpoints.class)
                .endpoint("POST", "/v1/capsules", with.bean(CapsuleEndpoints.class)::seal));
    Beans.add(
        beans,
        Endpoint.class,
        with ->
            with.bean(ConsentedEndpoints.class)
                .endpoint("GET", "/v1/capsules", with.bean(CapsuleEndpoints.class)::all));
  }

  private static CapsuleEndpoints endpoints(Postgres postgres) {
    return new CapsuleEndpoints(new Capsules(new UserScope(postgres)), Clock.systemUTC());
  }
}
