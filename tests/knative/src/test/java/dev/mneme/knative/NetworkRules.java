// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static dev.mneme.knative.GpuRules.broken;
import static dev.mneme.knative.Manifest.elements;
import static java.util.Map.entry;

import dev.mneme.topology.Route;
import dev.mneme.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Who reaches whom, over the network, through streams, and by what values. */
final class NetworkRules {
  private static final String CONSUMER = "jetstream.nats.io/v1beta2/Consumer";
  private static final String CLIENT = "mneme.dev/";

  /** A setting, and whom its owner therefore calls. */
  private static final Map<String, Set<String>> CALLS =
      Map.ofEntries(
          entry("MNEME_POSTGRES_URL", Set.of("postgres")),
          entry("MNEME_S3_BUCKET", Set.of("s3", "identity")),
          entry("MNEME_OPENSEARCH_URL", Set.of("search")),
          entry("MNEME_OPENSEARCH_AWS_SERVICE", Set.of("identity")),
          entry("MNEME_MONGODB_URI", Set.of("mongodb")),
          entry("MNEME_CHAIN_RPC_URL", Set.of("chain")),
          entry("MNEME_TOKEN_JWKS_URL", Set.of("issuer")),
          entry("MNEME_SPEECHMATICS_KEY", Set.of("speech")),
          entry("MNEME_LLM_URL", Set.of("llm")),
          entry("MNEME_NATS_URL", Set.of("nats")),
          entry("MNEME_ROUTE", Set.of("functions")));

  private NetworkRules() {}

  static Stream<String> consumers(Manifests all) {
    Set<String> expected = new TreeSet<>();
    for (Route route : Topology.shipped().routes()) {
      expected.addAll(route.consumers());
      expected.add("deadletter-" + route.name());
    }
    Set<String> found =
        all.of(CONSUMER)
            .map(consumer -> consumer.text("/spec/durableName"))
            .collect(Collectors.toCollection(TreeSet::new));
    long count = all.of(CONSUMER).count();
    return expected.equals(found) && count == expected.size()
        ? Stream.of()
        : Stream.of("consumers: expected " + expected + ", found " + count + ": " + found);
  }

  static Stream<String> deny(Manifests all) {
    boolean denied =
        all.of(Manifest.NETWORK)
            .filter(policy -> policy.namespace().equals("mneme"))
            .anyMatch(
                policy ->
                    policy.at("/spec/podSelector").isEmpty()
                        && policy.at("/spec/policyTypes").size() == 2
                        && policy.at("/spec/ingress").isMissingNode()
                        && policy.at("/spec/egress").isMissingNode());
    return denied ? Stream.of() : Stream.of("NetworkPolicy: expected one that denies all");
  }

  static Stream<String> narrow(Manifests all) {
    return broken(
        all.of(Manifest.NETWORK),
        policy ->
            elements(policy.at("/spec/ingress")).allMatch(rule -> said(rule, "from"))
                && elements(policy.at("/spec/egress")).allMatch(rule -> said(rule, "to")),
        "peers and ports in each rule, and no address of a node's metadata");
  }

  static Stream<String> ways(Manifests all) {
    Set<String> policies =
        all.of(Manifest.NETWORK)
            .flatMap(p -> Manifest.strings(p.at("/spec/podSelector/matchLabels")).keySet().stream())
            .filter(label -> label.startsWith(CLIENT))
            .collect(Collectors.toSet());
    return all.workloads()
        .flatMap(
            workload -> {
              Set<String> expected = new TreeSet<>();
              workload
                  .variables()
                  .forEach(
                      variable ->
                          CALLS
                              .getOrDefault(variable.name(), Set.of())
                              .forEach(whom -> expected.add(CLIENT + whom)));
              Set<String> found =
                  workload.podLabels().entrySet().stream()
                      .filter(l -> l.getKey().startsWith(CLIENT) && l.getValue().equals("client"))
                      .map(Map.Entry::getKey)
                      .collect(Collectors.toCollection(TreeSet::new));
              return expected.equals(found) && policies.containsAll(found)
                  ? Stream.of()
                  : Stream.of(
                      workload.title()
                          + ": expected the ways "
                          + expected
                          + ", found "
                          + found
                          + " of "
                          + policies);
            });
  }

  static Stream<String> values(Manifests all) {
    Map<String, Boolean> config = Platform.config(true);
    Map<String, Boolean> secret = Platform.secret(true);
    Stream<String> unknown =
        all.workloads()
            .flatMap(
                workload ->
                    workload.variables().stream()
                        .filter(variable -> !known(variable, config, secret))
                        .map(v -> workload.title() + ": " + v.name() + " comes from nowhere")
                        .distinct());
    Stream<String> doubled =
        all.workloads()
            .filter(
                workload ->
                    new LinkedHashSet<>(workload.variables().stream().map(Variable::name).toList())
                            .size()
                        < workload.variables().size())
            .map(workload -> workload.title() + ": the same variable twice");
    return Stream.of(unknown, doubled).flatMap(Function.identity());
  }

  private static boolean known(
      Variable variable, Map<String, Boolean> config, Map<String, Boolean> secret) {
    if (!variable.secret().isEmpty()) {
      // A key that may be absent must not keep a pod from starting; one that may not, must.
      return variable.secret().equals("mneme-platform")
          && secret.containsKey(variable.key())
          && (!variable.optional() || secret.getOrDefault(variable.key(), false));
    }
    if (!variable.config().isEmpty()) {
      return variable.config().matches("mneme-platform-[a-z0-9]{10}")
          && config.containsKey(variable.key());
    }
    return !variable.value().isEmpty();
  }

  private static boolean said(JsonNode rule, String side) {
    List<JsonNode> peers = elements(rule.path(side)).toList();
    return !peers.isEmpty()
        && !rule.path("ports").isEmpty()
        && elements(rule.path("ports")).allMatch(port -> port.path("port").isInt())
        && peers.stream().allMatch(NetworkRules::named);
  }

  private static boolean named(JsonNode peer) {
    JsonNode block = peer.path("ipBlock");
    if (block.isMissingNode()) {
      return !peer.at("/namespaceSelector/matchLabels").isEmpty()
          || !peer.at("/podSelector/matchLabels").isEmpty();
    }
    return !block.path("cidr").asString("").equals("0.0.0.0/0")
        || elements(block.path("except"))
            .anyMatch(hole -> hole.asString("").equals("169.254.0.0/16"));
  }
}
