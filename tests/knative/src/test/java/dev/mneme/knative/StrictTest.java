// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StrictTest {
  private static final String SPEC = "/spec/template/spec";

  private final Strict strict = new Strict();

  @ParameterizedTest
  @EnumSource
  void everyOverlayBuildsAndEachObjectHasTheFieldsOfItsTypeAlone(Overlay overlay) {
    // Given
    List<Manifest> all = overlay.manifests().all();

    // When
    List<String> problems = all.stream().flatMap(m -> strict.problems(m).stream()).toList();

    // Then
    assertThat(all).hasSizeGreaterThan(50);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS, serving.knative.dev/v1/Service, train, /spec/template/spec/containerConcurency",
    "AWS, serving.knative.dev/v1/Service, train, /spec/template/spec/containers/0/resorces",
    "AWS, serving.knative.dev/v1/Service, train, /spec/template/metadata/anotations",
    "AWS, sources.knative.dev/v1/ContainerSource, source-audit, /spec/sinks",
    "AWS, batch/v1/Job, migrate, /spec/ttlSecondsAfterFinish",
    "AWS, batch/v1/CronJob, repair, /spec/suspended",
    "AWS, networking.k8s.io/v1/NetworkPolicy, nothing, /spec/policyType",
    "AWS, policy/v1/PodDisruptionBudget, source, /spec/maxUnavailible",
    "AWS, scheduling.k8s.io/v1/PriorityClass, mneme-batch, /preemption",
    "AWS, v1/ServiceAccount, train, /automountServiceAccountTokens",
    "AWS, jetstream.nats.io/v1beta2/Stream, mneme-audit, /spec/duplicatesWindow",
    "AWS, jetstream.nats.io/v1beta2/Consumer, mneme-audit, /spec/ackwait",
    "AWS, jetstream.nats.io/v1beta2/KeyValue, mneme-owners, /spec/maxByte",
    "AWS, monitoring.coreos.com/v1/PodMonitor, sources, /spec/podMetricsEndpoint",
    "AWS_GPU, karpenter.sh/v1/NodePool, mneme-gpu, /spec/limit",
    "AWS_GPU, karpenter.sh/v1/NodePool, mneme-gpu, /spec/template/spec/expiresAfter",
    "AWS_GPU, karpenter.k8s.aws/v1/EC2NodeClass, mneme-gpu, /spec/metadataOptions/httpToken",
    "AWS_AUTO, eks.amazonaws.com/v1/NodeClass, mneme, /spec/ephemeralStorage/kmsKeyId",
    "BROKER, eventing.knative.dev/v1/Broker, mneme, /spec/delivery/retries",
    "BROKER, eventing.knative.dev/v1/Trigger, train-model-training-requested, /spec/filters/0/typ",
    "SYNADIA, jetstream.nats.io/v1beta2/Account, mneme, /spec/credentials",
    "ISTIO, security.istio.io/v1/PeerAuthentication, strict, /spec/mtls/modes",
    "ISTIO, security.istio.io/v1/AuthorizationPolicy, from-knative, /spec/rules/0/form",
    "KIND, apps/v1/Deployment, postgres, /spec/replica"
  })
  void aFieldThatTheTypeDoesNotHaveIsFound(
      Overlay overlay, String type, String name, String pointer) {
    // Given
    Manifests all = overlay.manifests();
    Manifests mutated =
        pointer.contains("/filters/")
            ? all.with(type, name, "/spec/filters", List.of(java.util.Map.of("typ", "x")))
            : all.with(type, name, pointer, "x");

    // When
    List<String> problems = strict.problems(mutated.get(type, name));

    // Then
    String field = pointer.substring(pointer.lastIndexOf('/') + 1);
    assertThat(strict.problems(all.get(type, name))).isEmpty();
    assertThat(problems).hasSize(1).first().asString().contains(field);
  }

  @ParameterizedTest
  @CsvSource({
    "serving.knative.dev/v1/Service, train, /spec/template/spec/containerConcurrency, many",
    "policy/v1/PodDisruptionBudget, source, /spec/selector, source",
    "jetstream.nats.io/v1beta2/Stream, mneme-audit, /spec/retention, work-queue",
    "karpenter.sh/v1/NodePool, mneme-gpu, /spec/disruption/consolidationPolicy, Always",
    "karpenter.sh/v1/NodePool, mneme-gpu, /spec/template/spec/expireAfter, 4 hours"
  })
  void aValueOfAnotherKindIsFound(String type, String name, String pointer, String value) {
    // Given
    Manifests mutated = Overlay.AWS_GPU.manifests().with(type, name, pointer, value);

    // When
    List<String> problems = strict.problems(mutated.get(type, name));

    // Then
    assertThat(problems).isNotEmpty();
  }

  @Test
  void aMissingFieldThatHasToBeThereIsFound() {
    // Given
    String type = "jetstream.nats.io/v1beta2/Consumer";
    Manifests mutated = Overlay.AWS.manifests().without(type, "mneme-audit", "/spec/streamName");

    // When
    List<String> problems = strict.problems(mutated.get(type, "mneme-audit"));

    // Then
    assertThat(problems).hasSize(1).first().asString().contains("streamName");
  }

  @Test
  void anObjectOfAKindThatNobodyChecksIsFound() {
    // Given
    Manifests unknown =
        Manifests.parse("{apiVersion: example.org/v1, kind: Gadget, metadata: {name: g}}");

    // When
    List<String> problems = strict.problems(unknown.all().getFirst());

    // Then
    assertThat(problems)
        .containsExactly("Gadget g: no type to hold it against: example.org/v1/Gadget");
  }

  @Test
  void thePatchesOfKnativesOwnSettingsNameKeysThatKnativeHas() {
    // Given
    Manifests settings = Kustomize.built("knative/settings");

    // When
    List<String> problems =
        settings.all().stream().flatMap(m -> strict.problems(m).stream()).toList();

    // Then
    assertThat(problems).isEmpty();
    assertThat(settings.of("v1/ConfigMap"))
        .allSatisfy(
            map ->
                assertThat(KnativeKeys.of(map.name()))
                    .as(map.name())
                    .containsAll(Manifest.strings(map.at("/data")).keySet()));
  }

  @Test
  void aFieldDeepInAPodIsFoundByItsPath() {
    // Given
    Manifests mutated =
        Overlay.AWS
            .manifests()
            .with(
                Manifest.SERVICE,
                "recall",
                SPEC + "/containers/0/securityContext/readOnlyRootFileSystem",
                true);

    // When
    List<String> problems = strict.problems(mutated.get(Manifest.SERVICE, "recall"));

    // Then
    assertThat(problems)
        .hasSize(1)
        .first()
        .asString()
        .contains("readOnlyRootFileSystem", "securityContext");
  }
}
