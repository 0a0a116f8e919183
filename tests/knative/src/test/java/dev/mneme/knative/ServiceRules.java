// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static dev.mneme.knative.GpuRules.broken;
import static dev.mneme.knative.GpuRules.number;
import static dev.mneme.knative.Manifest.elements;

import dev.mneme.topology.Route;
import dev.mneme.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How functions scale, how long they may take, and who asks them what. */
final class ServiceRules {
  /** Knative allows no longer request, unless it is told to. */
  static final int MOST_SECONDS = 600;

  private static final String SPEC = "/spec/template/spec";
  private static final Set<String> PUBLIC = Set.of("capture", "recall");
  private static final Set<String> PROBES = Set.of("/livez", "/readyz");
  private static final Map<String, String> FEATURES =
      Map.of(
          "nodeSelector", "kubernetes.podspec-nodeselector",
          "tolerations", "kubernetes.podspec-tolerations",
          "priorityClassName", "kubernetes.podspec-priorityclassname",
          "affinity", "kubernetes.podspec-affinity",
          "securityContext", "kubernetes.podspec-securitycontext",
          "initContainers", "kubernetes.podspec-init-containers",
          "topologySpreadConstraints", "kubernetes.podspec-topologyspreadconstraints");

  /** Volumes that are on without being asked for are not here. */
  private static final Map<String, String> VOLUMES =
      Map.of(
          "image", "kubernetes.podspec-volumes-image",
          "persistentVolumeClaim", "kubernetes.podspec-persistent-volume-claim",
          "hostPath", "kubernetes.podspec-volumes-hostpath",
          "csi", "kubernetes.podspec-volumes-csi");

  private ServiceRules() {}

  static boolean local(Manifest service) {
    return service
        .text("/metadata/labels/networking.knative.dev~1visibility")
        .equals("cluster-local");
  }

  static Stream<String> publicOnes(Manifests all) {
    return Stream.concat(
        broken(
            all.services(),
            service -> local(service) != PUBLIC.contains(service.name()),
            "cluster-local unless it is one of " + PUBLIC),
        broken(
            all.of("v1/Service").filter(service -> service.namespace().equals("mneme")),
            service -> service.text("/spec/type").isEmpty(),
            "no way in beside Knative's"));
  }

  static Stream<String> scale(Manifests all) {
    JsonNode settings =
        Kustomize.built("knative/settings").get("v1/ConfigMap", "config-autoscaler").at("/data");
    int limit = number(settings.path("max-scale-limit").asString(""));
    return broken(
        all.services(),
        service -> {
          int most = number(service.scaling("max-scale"));
          return service.scaling("min-scale").equals("0")
              && service.scaling("initial-scale").equals("0")
              && settings.path("allow-zero-initial-scale").asString("").equals("true")
              && most >= 1
              && most <= limit
              && service.scaling("scale-down-delay").matches("[0-9]+[sm]")
              && service.scaling("scale-to-zero-pod-retention-period").matches("[0-9]+[sm]")
              && service.number(SPEC + "/containerConcurrency") >= 1;
        },
        "min-scale and initial-scale 0, which Knative is told to allow, max-scale from 1 to "
            + limit
            + ", scale-down-delay, retention, containerConcurrency");
  }

  static Stream<String> capacity(Manifests all) {
    Topology topology = Topology.shipped();
    return routed(all)
        .filter(
            service -> {
              Route route = topology.route(service.name());
              int sent = route.concurrency().most() * route.consumers().size();
              int taken =
                  number(service.scaling("max-scale"))
                      * service.number(SPEC + "/containerConcurrency");
              return taken < sent;
            })
        .map(service -> service.title() + ": fewer places than its route has requests");
  }

  static Stream<String> timeouts(Manifests all) {
    Topology topology = Topology.shipped();
    Stream<String> within =
        broken(
            routed(all),
            service ->
                Duration.ofSeconds(service.number(SPEC + "/timeoutSeconds"))
                        .compareTo(topology.route(service.name()).deadline())
                    <= 0,
            "a timeout within its route's deadline");
    Stream<String> possible =
        broken(
            all.services(),
            service -> {
              int seconds = service.number(SPEC + "/timeoutSeconds");
              int first = service.number(SPEC + "/responseStartTimeoutSeconds");
              // A function answers when all is done, so there is no sign of life before.
              return seconds >= 1 && seconds <= MOST_SECONDS && first == seconds;
            },
            "timeoutSeconds from 1 to " + MOST_SECONDS + ", and the same until an answer begins");
    return Stream.concat(within, possible);
  }

  static Stream<String> probes(Manifests all) {
    Stream<Manifest> serving =
        all.workloads()
            .filter(w -> w.type().equals(Manifest.SERVICE) || w.type().equals(Manifest.SOURCE));
    return broken(
        serving,
        workload ->
            workload
                .containers()
                .allMatch(
                    container ->
                        PROBES.containsAll(paths(container))
                            && container.at("/readinessProbe/httpGet/path").isString()
                            && container.at("/livenessProbe/httpGet/path").isString()),
        "probes by GET on " + PROBES);
  }

  static Stream<String> scrapes(Manifests all) {
    Stream<String> throughServices =
        all.all().stream()
            .filter(
                m -> m.text("/kind").equals("ServiceMonitor") || m.text("/kind").equals("Probe"))
            .map(m -> m.title() + ": a scrape of a Service wakes it");
    Stream<String> ports =
        broken(
            all.of("monitoring.coreos.com/v1/PodMonitor"),
            monitor ->
                elements(monitor.at("/spec/podMetricsEndpoints"))
                    .allMatch(
                        endpoint ->
                            Set.of("user-port", "metrics")
                                    .contains(endpoint.path("port").asString(""))
                                && endpoint.path("path").asString("").equals("/metrics")),
            "the program's own port, and /metrics");
    return Stream.concat(throughServices, ports);
  }

  static Stream<String> features(Manifests all) {
    JsonNode allowed =
        Kustomize.built("knative/settings").get("v1/ConfigMap", "config-features").at("/data");
    return all.services()
        .flatMap(
            service ->
                Stream.concat(
                        asked(FEATURES, Stream.of(service.at(SPEC))),
                        asked(VOLUMES, elements(service.at(SPEC + "/volumes"))))
                    .filter(feature -> !allowed.path(feature).asString("").equals("enabled"))
                    .map(feature -> service.title() + ": needs " + feature));
  }

  private static Stream<String> asked(Map<String, String> features, Stream<JsonNode> trees) {
    return trees.flatMap(
        tree ->
            features.entrySet().stream()
                .filter(field -> tree.has(field.getKey()))
                .map(Map.Entry::getValue));
  }

  static Stream<String> drain(Manifests all) {
    return broken(
        all.of(Manifest.SOURCE),
        source -> {
          Duration drain =
              source.variables().stream()
                  .filter(variable -> variable.name().equals("MNEME_DRAIN"))
                  .map(variable -> Duration.parse(variable.value()))
                  .findFirst()
                  .orElse(Duration.ZERO);
          int grace = source.number(SPEC + "/terminationGracePeriodSeconds");
          return drain.isPositive() && Duration.ofSeconds(grace).compareTo(drain) > 0;
        },
        "a grace longer than MNEME_DRAIN");
  }

  /** The functions that a route of the topology feeds. */
  static Stream<Manifest> routed(Manifests all) {
    List<String> names = Topology.shipped().routes().stream().map(Route::name).toList();
    return all.services().filter(service -> names.contains(service.name()));
  }

  private static List<String> paths(JsonNode container) {
    return Stream.of("readinessProbe", "livenessProbe", "startupProbe")
        .map(container::path)
        .filter(probe -> !probe.isMissingNode())
        .map(probe -> probe.at("/httpGet/path").asString("not HTTP"))
        .toList();
  }
}
