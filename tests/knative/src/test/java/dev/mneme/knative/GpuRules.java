// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static dev.mneme.knative.Manifest.elements;
import static dev.mneme.knative.Manifest.strings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What holds for whoever uses a GPU, and for the nodes that have one. */
final class GpuRules {
  private static final String GPU = "nvidia.com/gpu";
  private static final String LIMIT = "/spec/limits/nvidia.com~1gpu";
  private static final String NODE = "/spec/template/spec";

  private GpuRules() {}

  static Stream<String> maxScale(Manifests all) {
    return services(all, service -> number(service.scaling("max-scale")) >= 1, "max-scale");
  }

  static Stream<String> concurrency(Manifests all) {
    return services(
        all,
        service -> service.number("/spec/template/spec/containerConcurrency") >= 1,
        "containerConcurrency");
  }

  static Stream<String> timeout(Manifests all) {
    return services(
        all,
        service -> {
          int seconds = service.number("/spec/template/spec/timeoutSeconds");
          return seconds >= 1 && seconds <= ServiceRules.MOST_SECONDS;
        },
        "timeoutSeconds");
  }

  static Stream<String> zero(Manifests all) {
    return services(
        all,
        service ->
            service.scaling("initial-scale").equals("0")
                && service.scaling("min-scale").equals("0"),
        "initial-scale and min-scale 0");
  }

  static Stream<String> toleration(Manifests all) {
    return services(all, service -> fits(service, pools(all).toList()), "a pool it tolerates");
  }

  static Stream<String> notPublic(Manifests all) {
    return services(all, ServiceRules::local, "cluster-local");
  }

  static Stream<String> poolLimit(Manifests all) {
    return broken(pools(all), pool -> number(pool.text(LIMIT)) >= 0, "limits of " + GPU);
  }

  static Stream<String> poolExpiry(Manifests all) {
    return broken(
        pools(all),
        pool ->
            within(pool.text(NODE + "/expireAfter"), Duration.ofMinutes(30), Duration.ofHours(12)),
        "expireAfter from 30m to 12h");
  }

  static Stream<String> poolGrace(Manifests all) {
    Duration longest = Duration.ofSeconds(ServiceRules.MOST_SECONDS);
    return broken(
        pools(all),
        pool ->
            within(pool.text(NODE + "/terminationGracePeriod"), longest, Duration.ofMinutes(30)),
        "terminationGracePeriod from " + longest + " to PT30M");
  }

  static Stream<String> poolEmpty(Manifests all) {
    return broken(
        pools(all),
        pool ->
            pool.text("/spec/disruption/consolidationPolicy").equals("WhenEmpty")
                && within(
                    pool.text("/spec/disruption/consolidateAfter"),
                    Duration.ZERO,
                    Duration.ofMinutes(5)),
        "WhenEmpty, consolidateAfter 5m or less");
  }

  static Stream<String> onePool(Manifests all) {
    List<Manifest> pools = pools(all).toList();
    Stream<String> several =
        pools.size() > 1
            ? Stream.of("GPU pools: expected one, found " + pools.size())
            : Stream.of();
    return Stream.concat(
        several,
        broken(
            pools.stream(),
            pool ->
                elements(pool.at(NODE + "/requirements"))
                    .filter(r -> r.path("key").asString().equals("karpenter.sh/capacity-type"))
                    .flatMap(r -> elements(r.path("values")))
                    .map(JsonNode::asString)
                    .toList()
                    .containsAll(List.of("spot", "on-demand")),
            "spot and on-demand"));
  }

  static Stream<String> sum(Manifests all) {
    int most =
        gpuServices(all)
            .mapToInt(service -> service.gpus() * Math.max(number(service.scaling("max-scale")), 0))
            .sum();
    int limit = pools(all).mapToInt(pool -> number(pool.text(LIMIT))).sum();
    return most > limit
        ? Stream.of("GPUs: max-scale asks for " + most + ", the pool has " + limit)
        : Stream.of();
  }

  /** Whoever asks for a GPU: today only Knative Services may. */
  static Stream<Manifest> gpuServices(Manifests all) {
    return all.workloads().filter(workload -> workload.gpus() > 0);
  }

  /** Pools whose nodes have GPUs: they are tainted for them, or limited in them. */
  private static Stream<Manifest> pools(Manifests all) {
    return all.of(Manifest.POOL)
        .filter(
            pool ->
                !pool.at(LIMIT).isMissingNode()
                    || elements(pool.at(NODE + "/taints"))
                        .anyMatch(taint -> taint.path("key").asString().equals(GPU)));
  }

  private static boolean fits(Manifest service, List<Manifest> pools) {
    Map<String, String> wanted = strings(service.at("/spec/template/spec/nodeSelector"));
    return pools.stream()
        .filter(pool -> pool.name().equals(wanted.get("karpenter.sh/nodepool")))
        .anyMatch(
            pool ->
                elements(pool.at(NODE + "/taints"))
                    .allMatch(
                        taint ->
                            elements(service.at("/spec/template/spec/tolerations"))
                                .anyMatch(toleration -> tolerates(toleration, taint))));
  }

  private static boolean tolerates(JsonNode toleration, JsonNode taint) {
    return Stream.of("key", "value", "effect")
        .allMatch(field -> toleration.path(field).equals(taint.path(field)));
  }

  private static Stream<String> services(
      Manifests all, Predicate<Manifest> rule, String expectation) {
    return broken(gpuServices(all), rule, expectation);
  }

  static Stream<String> broken(
      Stream<Manifest> manifests, Predicate<Manifest> rule, String expectation) {
    return manifests
        .filter(rule.negate())
        .map(manifest -> manifest.title() + ": expected " + expectation);
  }

  /** A whole number, or -1. */
  static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  private static boolean within(String text, Duration least, Duration most) {
    if (!text.matches("([0-9]+[smh])+")) {
      return false;
    }
    Duration duration = Duration.parse("PT" + text);
    return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
  }
}
