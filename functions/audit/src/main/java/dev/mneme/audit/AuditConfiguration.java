// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import dev.mneme.audit.chain.AnchorWriter;
import dev.mneme.audit.chain.EvmChain;
import dev.mneme.audit.consent.Decisions;
import dev.mneme.audit.log.Anchoring;
import dev.mneme.audit.log.AuditLog;
import dev.mneme.audit.proof.Proofs;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.settings.Settings;
import dev.mneme.identity.endpoint.PersonalEndpoints;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The function and its endpoints. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
  @Bean
  Postgres postgres(Settings settings) {
    return Postgres.of(settings);
  }

  @Bean
  AuditLog auditLog(Postgres postgres) {
    return new AuditLog(postgres);
  }

  @Bean
  Anchoring anchoring(Postgres postgres, Settings settings) {
    AuditSettings own = AuditSettings.of(settings);
    return new Anchoring(postgres, own.chain(), lazy(own));
  }

  @Bean
  Function<List<CloudEvent>, List<Outcome>> audit(
      Postgres postgres, AuditLog log, Anchoring anchoring) {
    return new Audit(new Decisions(new UserScope(postgres)), log, anchoring);
  }

  @Bean
  ProofEndpoints proofEndpoints(AuditLog log, Anchoring anchoring) {
    return new ProofEndpoints(new Proofs(log, anchoring));
  }

  @Bean
  Endpoint memoryProof(ProofEndpoints endpoints, Settings settings) {
    return PersonalEndpoints.of(settings)
        .endpoint("GET", "/v1/proofs/{memoryId}", endpoints::memory);
  }

  @Bean
  Endpoint latestHeads(ProofEndpoints endpoints) {
    return new Endpoint("GET", "/v1/heads/latest", endpoints::latest);
  }

  @Bean
  Endpoint consistency(ProofEndpoints endpoints) {
    return new Endpoint("GET", "/v1/consistency", endpoints::consistency);
  }

  private static Supplier<AnchorWriter> lazy(AuditSettings settings) {
    return new LazyChain(() -> EvmChain.writer(settings.chain(), settings.key(), settings.mined()));
  }
}
