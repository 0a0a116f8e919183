// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What the manifests ask of whoever makes an environment; item 9.
 *
 * @param config keys of ConfigMap {@code mneme-platform}
 * @param secrets keys of Secret {@code mneme-platform}
 * @param needed those of {@code secrets} that must be there
 * @param serviceAccounts of namespace {@code mneme}
 */
record PlatformContract(
    Set<String> config, Set<String> secrets, Set<String> needed, Set<String> serviceAccounts) {
  private static final String NAMESPACE = "mneme";

  static PlatformContract read(Manifests manifests) {
    JsonNode platform = manifests.documents("platform.yaml").getFirst();
    Set<String> accounts =
        manifests.documents("base/serviceaccounts.yaml").stream()
            .filter(document -> document.path("kind").asString("").equals("ServiceAccount"))
            .map(document -> document.at("/metadata/name").asString())
            .collect(Collectors.toCollection(TreeSet::new));
    return new PlatformContract(
        keys(platform.path("config"), entry -> true),
        keys(platform.path("secret"), entry -> true),
        keys(platform.path("secret"), entry -> !entry.path("optional").asBoolean(false)),
        accounts);
  }

  /** Where a plan gives something else than the manifests take. */
  List<String> differences(Plan plan) {
    List<String> differences = new ArrayList<>();
    compare("platform_config", config, names(plan.output("platform_config")), differences);
    compare("associations, service accounts", serviceAccounts, associated(plan), differences);
    Set<String> given = names(plan.output("platform_secrets"));
    needed.stream()
        .filter(key -> !given.contains(key))
        .forEach(key -> differences.add("platform_secrets lacks " + key));
    given.stream()
        .filter(key -> !secrets.contains(key))
        .forEach(key -> differences.add("platform_secrets has " + key + ", which nobody reads"));
    return differences;
  }

  private static Set<String> associated(Plan plan) {
    return plan.every("aws_eks_pod_identity_association")
        .filter(r -> r.at("/namespace").asString().equals(NAMESPACE))
        .map(r -> r.at("/service_account").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void compare(
      String what, Set<String> expected, Set<String> found, List<String> differences) {
    if (!expected.equals(found)) {
      Set<String> missing = new TreeSet<>(expected);
      missing.removeAll(found);
      Set<String> unknown = new TreeSet<>(found);
      unknown.removeAll(expected);
      differences.add("%s: lacks %s, and nobody reads %s".formatted(what, missing, unknown));
    }
  }

  private static Set<String> names(JsonNode map) {
    return new TreeSet<>(map.propertyNames());
  }

  private static Set<String> keys(JsonNode entries, Predicate<JsonNode> filter) {
    Stream<JsonNode> all = Plan.stream(entries);
    return all.filter(filter)
        .map(entry -> entry.path("key").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
