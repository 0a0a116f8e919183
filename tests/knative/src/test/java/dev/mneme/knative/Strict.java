// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.knative.eventing.v1.Broker;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.sources.v1.ContainerSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Says what is wrong with an object by its type alone: a field that the type does not have, a value
 * of another kind. kustomize says nothing of that, and a server only where the type is installed.
 * Types are fabric8's models; where it has none, schemas of our own.
 */
final class Strict {
  private static final Map<String, Class<?>> MODELS =
      Map.ofEntries(
          entry("v1/ConfigMap", ConfigMap.class),
          entry("v1/Namespace", Namespace.class),
          entry("v1/Service", Service.class),
          entry("v1/ServiceAccount", ServiceAccount.class),
          entry(Manifest.DEPLOYMENT, Deployment.class),
          entry(Manifest.JOB, Job.class),
          entry(Manifest.CRON_JOB, CronJob.class),
          entry(Manifest.NETWORK, NetworkPolicy.class),
          entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          entry("scheduling.k8s.io/v1/PriorityClass", PriorityClass.class),
          entry(Manifest.SERVICE, io.fabric8.knative.serving.v1.Service.class),
          entry(Manifest.SOURCE, ContainerSource.class),
          entry("eventing.knative.dev/v1/Broker", Broker.class),
          entry("eventing.knative.dev/v1/Trigger", Trigger.class));

  private static final Set<String> SCHEMAS =
      Set.of(
          "jetstream.nats.io/v1beta2/Stream",
          "jetstream.nats.io/v1beta2/Consumer",
          "jetstream.nats.io/v1beta2/KeyValue",
          "jetstream.nats.io/v1beta2/Account",
          Manifest.POOL,
          "karpenter.k8s.aws/v1/EC2NodeClass",
          "eks.amazonaws.com/v1/NodeClass",
          "security.istio.io/v1/PeerAuthentication",
          "security.istio.io/v1/AuthorizationPolicy",
          "monitoring.coreos.com/v1/PodMonitor");

  private final ObjectMapper models =
      new ObjectMapper()
          .setAnnotationIntrospector(new NothingElse())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);

  /** What is wrong with it; empty if nothing is. */
  List<String> problems(Manifest manifest) {
    Class<?> model = MODELS.get(manifest.type());
    if (model != null) {
      return problems(manifest, model);
    }
    return SCHEMAS.contains(manifest.type())
        ? problems(manifest, schema(manifest.text("/kind")))
        : List.of(manifest.title() + ": no type to hold it against: " + manifest.type());
  }

  private List<String> problems(Manifest manifest, Class<?> model) {
    try {
      models.readValue(manifest.tree().toString(), model);
      return List.of();
    } catch (JsonProcessingException e) {
      return List.of(manifest.title() + ": " + e.getMessage());
    }
  }

  private static List<String> problems(Manifest manifest, Schema schema) {
    return schema.validate(manifest.tree()).stream()
        .map(error -> manifest.title() + ": " + error)
        .toList();
  }

  private static Schema schema(String kind) {
    String file = "/schemas/" + kind.toLowerCase(Locale.ROOT) + ".yaml";
    try (var in = Objects.requireNonNull(Strict.class.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Manifests.YAML.readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The models take any field and keep those they do not know aside; here there is no aside. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return Boolean.FALSE;
    }

    @Override
    public boolean hasIgnoreMarker(
        com.fasterxml.jackson.databind.introspect.AnnotatedMember member) {
      return super.hasIgnoreMarker(member) || isAside(member.getType(), member.getName());
    }

    private static boolean isAside(JavaType type, String name) {
      return type.isMapLikeType() && name.equals("additionalProperties");
    }
  }
}
