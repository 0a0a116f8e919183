// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import java.util.Map;
import java.util.Set;

/**
 * Keys that Knative Serving reads of its ConfigMaps, of those that we might want. It refuses no
 * other key, so that a misspelt one is without effect and nobody is told.
 *
 * @see <a href="https://knative.dev/docs/serving/configuration/">its documentation</a>
 */
final class KnativeKeys {
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "config-autoscaler",
          Set.of(
              "allow-zero-initial-scale",
              "initial-scale",
              "enable-scale-to-zero",
              "min-scale",
              "max-scale",
              "max-scale-limit",
              "scale-down-delay",
              "scale-to-zero-grace-period",
              "scale-to-zero-pod-retention-period",
              "stable-window",
              "target-burst-capacity"),
          "config-features",
          Set.of(
              "kubernetes.podspec-priorityclassname",
              "kubernetes.podspec-nodeselector",
              "kubernetes.podspec-tolerations",
              "kubernetes.podspec-affinity",
              "kubernetes.podspec-topologyspreadconstraints",
              "kubernetes.podspec-securitycontext",
              "kubernetes.podspec-init-containers",
              "kubernetes.podspec-persistent-volume-claim",
              "kubernetes.podspec-volumes-emptydir",
              "kubernetes.podspec-volumes-image",
              "secure-pod-defaults"),
          "config-defaults",
          Set.of(
              "revision-timeout-seconds",
              "max-revision-timeout-seconds",
              "revision-response-start-timeout-seconds",
              "revision-idle-timeout-seconds",
              "container-concurrency",
              "container-concurrency-max-limit",
              "allow-container-concurrency-zero",
              "enable-service-links"),
          "config-deployment",
          Set.of(
              "progress-deadline",
              "queue-sidecar-cpu-request",
              "queue-sidecar-cpu-limit",
              "queue-sidecar-memory-request",
              "queue-sidecar-memory-limit",
              "queue-sidecar-ephemeral-storage-request",
              "queue-sidecar-ephemeral-storage-limit",
              "registries-skipping-tag-resolving"),
          "config-gc",
          Set.of(
              "retain-since-create-time",
              "retain-since-last-active-time",
              "min-non-active-revisions",
              "max-non-active-revisions"));

  private KnativeKeys() {}

  static Set<String> of(String configMap) {
    return KEYS.getOrDefault(configMap, Set.of());
  }
}
