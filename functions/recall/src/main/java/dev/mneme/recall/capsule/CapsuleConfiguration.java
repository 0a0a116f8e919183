// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.capsule;

import dev.mneme.recall.consent.ConsentedEndpoints;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sealing memories. */
@Configuration(proxyBeanMethods = false)
public class CapsuleConfiguration {
  @Bean
  CapsuleEndpoints capsuleEndpoints(Postgres postgres) {
    return new CapsuleEndpoints(new Capsules(new UserScope(postgres)), Clock.systemUTC());
  }

  @Bean
  Endpoint seal(ConsentedEndpoints consented, CapsuleEndpoints endpoints) {
    return consented.endpoint("POST", "/v1/capsules", endpoints::seal);
  }

  @Bean
  Endpoint capsules(ConsentedEndpoints consented, CapsuleEndpoints endpoints) {
    return consented.endpoint("GET", "/v1/capsules", endpoints::all);
  }
}
