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
import dev.mneme.runtime.Beans;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Meanwhile;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

/** The function and its endpoints. */
final class AuditConfiguration implements BeanRegistrar {
  private final Meanwhile<Postgres> postgres;

  /** Begins with the database, which takes longest to connect to. */
  AuditConfiguration(Settings settings) {
    this.postgres = Meanwhile.start(() -> Postgres.of(settings).ahead());
  }

  @Override
  public void register(BeanRegistry beans, Environment environment) {
    Beans.add(beans, Postgres.class, with -> postgres.join());
    Beans.add(beans, AuditLog.class, with -> new AuditLog(with.bean(Postgres.class)));
    Beans.add(beans, Anchoring.class, AuditConfiguration::anchoring);
    beans.registerBean(
        "audit",
        new ParameterizedTypeReference<Function<List<CloudEvent>, List<Outcome>>>() {},
        bean -> bean.supplier(AuditConfiguration::audit));
    Beans.add(
        beans,
        ProofEndpoints.class,
        with ->
            new ProofEndpoints(new Proofs(with.bean(AuditLog.class), with.bean(Anchoring.class))));
    Beans.add(beans, Endpoint.class, AuditConfiguration::memoryProof);
    Beans.add(
        beans,
        Endpoint.class,
        with -> new Endpoint("GET", "/v1/heads/latest", with.bean(ProofEndpoints.class)::latest));
    Beans.add(
        beans,
        Endpoint.class,
        with ->
            new Endpoint("GET", "/v1/consistency", with.bean(ProofEndpoints.class)::consistency));
  }

  private static Anchoring anchoring(BeanRegistry.SupplierContext with) {
    AuditSettings own = AuditSettings.of(with.bean(Settings.class));
    return new Anchoring(with.bean(Postgres.class), own.chain(), lazy(own));
  }

  private static Function<List<CloudEvent>, List<Outcome>> audit(
      BeanRegistry.SupplierContext with) {
    return new Audit(
        new Decisions(new UserScope(with.bean(Postgres.class))),
        with.bean(AuditLog.class),
        with.bean(Anchoring.class));
  }

  private static Endpoint memoryProof(BeanRegistry.SupplierContext with) {
    return PersonalEndpoints.of(with.bean(Settings.class))
        .endpoint("GET", "/v1/proofs/{memoryId}", with.bean(ProofEndpoints.class)::memory);
  }

  private static Supplier<AnchorWriter> lazy(AuditSettings settings) {
    return new LazyChain(() -> EvmChain.writer(settings.chain(), settings.key(), settings.mined()));
  }
}
