// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static dev.mneme.knative.GpuRules.broken;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What holds for every pod of ours. */
final class PodRules {
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(PASSWORD|SECRET|TOKEN|CREDS?|_KEY|MONGODB_URI)(_[A-Z]+)?");
  private static final Pattern SECRET_VALUE =
      Pattern.compile("-----BEGIN|://[^/ @\"]+:[^/ @\"]+@|AKIA[0-9A-Z]{16}");

  /** Names that look like a secret's, of values that are none. */
  private static final Set<String> HARMLESS =
      Set.of("MNEME_NATS_CREDS", "MNEME_TOKEN_ISSUER", "MNEME_TOKEN_JWKS_URL");

  private PodRules() {}

  static Stream<String> memory(Manifests all) {
    return containers(
        all,
        container -> {
          JsonNode requested = container.at("/resources/requests/memory");
          return requested.isString() && requested.equals(container.at("/resources/limits/memory"));
        },
        "as much memory requested as allowed");
  }

  static Stream<String> images(Manifests all) {
    return all.all().stream()
        .flatMap(
            workload ->
                workload
                    .containers()
                    .map(container -> container.path("image").asString(""))
                    .filter(image -> !pinned(image))
                    .map(image -> workload.title() + ": expected a version, found " + image));
  }

  static Stream<String> secrets(Manifests all) {
    Stream<String> objects =
        all.of("v1/Secret").map(secret -> secret.title() + ": expected no Secret");
    Stream<String> variables =
        all.all().stream()
            .flatMap(
                workload ->
                    workload.variables().stream()
                        .filter(PodRules::exposed)
                        .map(v -> workload.title() + ": " + v.name() + " is in the manifest"));
    Stream<String> values =
        all.all().stream()
            .filter(manifest -> SECRET_VALUE.matcher(manifest.tree().toString()).find())
            .map(manifest -> manifest.title() + ": looks as if it had a secret in it");
    return Stream.of(objects, variables, values).flatMap(Function.identity());
  }

  static Stream<String> restricted(Manifests all) {
    Stream<String> containers =
        containers(
            all,
            container -> {
              JsonNode context = container.path("securityContext");
              return context.path("runAsNonRoot").asBoolean(false)
                  && context.path("runAsUser").asInt(0) > 0
                  && context.path("readOnlyRootFilesystem").asBoolean(false)
                  && !context.path("allowPrivilegeEscalation").asBoolean(true)
                  && context.at("/capabilities/drop/0").asString("").equals("ALL")
                  && context.at("/seccompProfile/type").asString("").equals("RuntimeDefault");
            },
            "no root, no capability, nothing writable");
    Stream<String> pods =
        broken(
            all.workloads(),
            workload ->
                workload
                    .pods()
                    .filter(
                        pod ->
                            !pod.at("/spec/automountServiceAccountToken").asBoolean(true)
                                && !pod.at("/spec/enableServiceLinks").asBoolean(true))
                    .isPresent(),
            "no token of the cluster, no variables of Services");
    Stream<String> namespace =
        broken(
            all.of("v1/Namespace").filter(n -> n.name().equals("mneme")),
            n ->
                n.text("/metadata/labels/pod-security.kubernetes.io~1enforce").equals("restricted"),
            "the restricted standard, enforced");
    return Stream.of(containers, pods, namespace).flatMap(Function.identity());
  }

  static Stream<String> serviceAccounts(Manifests all) {
    Map<String, Long> accounts =
        all.of("v1/ServiceAccount")
            .collect(Collectors.groupingBy(Manifest::name, Collectors.counting()));
    Stream<String> once =
        accounts.entrySet().stream()
            .filter(account -> account.getValue() > 1)
            .map(account -> "ServiceAccount " + account.getKey() + ": expected once");
    Stream<String> own =
        broken(
            all.workloads(),
            workload -> accounts.containsKey(account(workload)),
            "a ServiceAccount that is there");
    Stream<String> named =
        broken(
            all.services(),
            service -> account(service).equals(service.name()),
            "a ServiceAccount of its own name");
    return Stream.of(once, own, named).flatMap(Function.identity());
  }

  static Stream<String> priorities(Manifests all) {
    Set<String> classes =
        all.of("scheduling.k8s.io/v1/PriorityClass")
            .map(Manifest::name)
            .collect(Collectors.toSet());
    return broken(
        all.workloads(),
        workload ->
            workload
                .pods()
                .filter(pod -> classes.contains(pod.at("/spec/priorityClassName").asString("")))
                .isPresent(),
        "one of " + classes);
  }

  static Stream<String> disruption(Manifests all) {
    List<Manifest> budgets = all.of("policy/v1/PodDisruptionBudget").toList();
    Stream<Manifest> lasting =
        all.workloads()
            .filter(w -> w.type().equals(Manifest.SERVICE) || w.type().equals(Manifest.SOURCE));
    return broken(
        lasting,
        workload -> {
          List<Manifest> own =
              budgets.stream()
                  .filter(
                      budget ->
                          workload
                              .podLabels()
                              .entrySet()
                              .containsAll(
                                  Manifest.strings(budget.at("/spec/selector/matchLabels"))
                                      .entrySet()))
                  .toList();
          return own.size() == 1
              && (workload.gpus() == 0 || own.getFirst().number("/spec/maxUnavailable") == 0);
        },
        "one PodDisruptionBudget, and one that lets nobody go where it works on a GPU");
  }

  private static String account(Manifest workload) {
    return workload.pods().map(pod -> pod.at("/spec/serviceAccountName").asString("")).orElse("");
  }

  private static boolean pinned(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    return image.contains("@sha256:") || (name.contains(":") && !name.endsWith(":latest"));
  }

  private static boolean exposed(Variable variable) {
    return !variable.value().isEmpty()
        && SECRET_NAME.matcher(variable.name()).matches()
        && !HARMLESS.contains(variable.name());
  }

  private static Stream<String> containers(
      Manifests all, java.util.function.Predicate<JsonNode> rule, String expectation) {
    return all.workloads()
        .flatMap(
            workload ->
                workload.pods().map(pod -> pod.path("spec")).stream()
                    .flatMap(
                        spec -> Stream.of(spec.path("containers"), spec.path("initContainers")))
                    .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                    .filter(rule.negate())
                    .map(container -> workload.title() + ": expected " + expectation));
  }
}
