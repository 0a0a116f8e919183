// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.capsule;

import dev.mneme.identity.endpoint.PersonalEndpoints;
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
  Endpoint seal(PersonalEndpoints personal, CapsuleEndpoints endpoints) {
    return personal.endpoint("POST", "/v1/capsules", endpoints::seal);
  }

  @Bean
  Endpoint capsules(PersonalEndpoints personal, CapsuleEndpoints endpoints) {
    return personal.endpoint("GET", "/v1/capsules", endpoints::all);
  }
}
