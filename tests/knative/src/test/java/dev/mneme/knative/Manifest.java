// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * One object, as kustomize built it.
 *
 * @param tree all of it
 */
record Manifest(JsonNode tree) {
  static final String SERVICE = "serving.knative.dev/v1/Service";
  static final String SOURCE = "sources.knative.dev/v1/ContainerSource";
  static final String JOB = "batch/v1/Job";
  static final String CRON_JOB = "batch/v1/CronJob";
  static final String DEPLOYMENT = "apps/v1/Deployment";
  static final String POOL = "karpenter.sh/v1/NodePool";
  static final String NETWORK = "networking.k8s.io/v1/NetworkPolicy";

  /** Version and kind, such as {@code batch/v1/Job}. */
  String type() {
    return text("/apiVersion") + "/" + text("/kind");
  }

  String name() {
    return text("/metadata/name");
  }

  String namespace() {
    return text("/metadata/namespace");
  }

  /** For people. */
  String title() {
    return text("/kind") + " " + name();
  }

  /** The value at a JSON pointer, as text; empty if there is none. */
  String text(String pointer) {
    return tree.at(pointer).asString("");
  }

  /** The whole number at a JSON pointer; -1 if there is none. */
  int number(String pointer) {
    return tree.at(pointer).asInt(-1);
  }

  JsonNode at(String pointer) {
    return tree.at(pointer);
  }

  /** An annotation of a Knative Service's pods. */
  String scaling(String name) {
    return text("/spec/template/metadata/annotations/autoscaling.knative.dev~1" + name);
  }

  /** The pods it makes, if it makes some: a template with metadata and spec. */
  Optional<JsonNode> pods() {
    JsonNode template =
        switch (type()) {
          case SERVICE, SOURCE, JOB, DEPLOYMENT -> tree.at("/spec/template");
          case CRON_JOB -> tree.at("/spec/jobTemplate/spec/template");
          default -> tree.at("/none");
        };
    return template.isMissingNode() ? Optional.empty() : Optional.of(template);
  }

  /** Containers of its pods. */
  Stream<JsonNode> containers() {
    return pods().stream().flatMap(template -> elements(template.at("/spec/containers")));
  }

  /** Environment variables of its containers. */
  List<Variable> variables() {
    return containers()
        .flatMap(container -> elements(container.at("/env")))
        .map(Variable::of)
        .toList();
  }

  /** Labels of its pods. */
  Map<String, String> podLabels() {
    return pods().map(template -> strings(template.at("/metadata/labels"))).orElse(Map.of());
  }

  /** GPUs of one of its pods. */
  int gpus() {
    return containers()
        .mapToInt(container -> container.at("/resources/limits/nvidia.com~1gpu").asInt(0))
        .sum();
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static Map<String, String> strings(JsonNode object) {
    Map<String, String> strings = new TreeMap<>();
    object.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString()));
    return strings;
  }
}
