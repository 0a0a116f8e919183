// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import dev.mneme.recall.consent.ConsentedEndpoints;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The structured view. */
@Configuration(proxyBeanMethods = false)
public class LifeConfiguration {
  @Bean
  LifeEndpoints lifeEndpoints(Postgres postgres) {
    UserScope scope = new UserScope(postgres);
    return new LifeEndpoints(new LifeReader(scope), new TimelineReader(scope), Clock.systemUTC());
  }

  @Bean
  Endpoint life(ConsentedEndpoints consented, LifeEndpoints endpoints) {
    return consented.endpoint("GET", "/v1/life", endpoints::life);
  }

  @Bean
  Endpoint timeline(ConsentedEndpoints consented, LifeEndpoints endpoints) {
    return consented.endpoint("GET", "/v1/timeline", endpoints::timeline);
  }
}
