// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The one pool of nodes with a GPU, as {@code knative/components/gpu} declares it: what the cost
 * bound relies on, and nothing in Terraform can see.
 */
record GpuPool(Manifests manifests) {
  private static final String NODES = "components/gpu/nodes.yaml";
  private static final String LIMIT = "spec.limits.[nvidia.com/gpu]";
  private static final Pattern HOURS = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?");

  /** What of it breaks the bound that Terraform computes. */
  List<String> broken(Configuration platform) {
    List<String> broken = new ArrayList<>();
    List<JsonNode> pools =
        manifests.documents(NODES).stream()
            .filter(document -> document.path("kind").asString("").equals("NodePool"))
            .toList();
    if (pools.size() != 1) {
      broken.add("expected one NodePool with GPUs, since a limit holds per pool; found " + pools);
      return broken;
    }
    JsonNode pool = pools.getFirst();
    if (!pool.path("spec").path("limits").has("nvidia.com/gpu")) {
      broken.add("the NodePool has no limit on GPUs");
    }
    if (!replaced("GPU_LIMIT", "NodePool").contains(LIMIT)) {
      broken.add("the limit is not that of GPU_LIMIT");
    }
    String environment =
        Configuration.text(manifests.directory().resolve("overlays/aws/platform.env"));
    String limit = fallback(platform, "max_gpus");
    if (environment.lines().noneMatch(("GPU_LIMIT=" + limit)::equals)) {
      broken.add("GPU_LIMIT of overlays/aws is not max_gpus, " + limit);
    }
    Duration drain =
        duration(pool.at("/spec/template/spec/expireAfter").asString("missing"))
            .plus(
                duration(
                    pool.at("/spec/template/spec/terminationGracePeriod").asString("missing")));
    double hours = Double.parseDouble(fallback(platform, "gpu_drain_hours"));
    if (drain.toMinutes() > hours * 60) {
      broken.add("a node may live %s, longer than gpu_drain_hours, %s".formatted(drain, hours));
    }
    Set<String> families = families(pool.at("/spec/template/spec/requirements"));
    Set<String> automatic = families(autoMode());
    Set<String> priced =
        Pattern.compile("\"([a-z0-9]+)\\.")
            .matcher(fallback(platform, "gpu_instance_types"))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    if (families.isEmpty() || !priced.containsAll(families)) {
      broken.add("the pool may start %s, prices are of %s".formatted(families, priced));
    }
    if (automatic.isEmpty() || !priced.containsAll(automatic)) {
      broken.add(
          "the pool of Auto Mode may start %s, prices are of %s".formatted(automatic, priced));
    }
    if (!replaced("CLUSTER_NAME", "EC2NodeClass").contains("spec.tags.project")) {
      broken.add("its nodes are not tagged with the project, so no budget counts them");
    }
    JsonNode disk = manifests.document(NODES, "EC2NodeClass").at("/spec/blockDeviceMappings");
    if (disk.isEmpty()
        || !Plan.stream(disk).allMatch(d -> d.at("/ebs/encrypted").asBoolean(false))) {
      broken.add("a disk of its nodes is not encrypted");
    }
    return broken;
  }

  /** What takes the place of the pool's requirements in Auto Mode. */
  private JsonNode autoMode() {
    return Plan.stream(manifests.documents("components/auto/gpu.yaml").getFirst())
        .filter(patch -> patch.path("path").asString().endsWith("/requirements"))
        .map(patch -> patch.path("value"))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("components/auto/gpu.yaml: no requirements"));
  }

  private static Set<String> families(JsonNode requirements) {
    return Plan.stream(requirements)
        .filter(r -> r.path("key").asString().endsWith("/instance-family"))
        .flatMap(r -> Plan.texts(r.path("values")).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Fields of a kind that take the value of a key of the ConfigMap. */
  private List<String> replaced(String key, String kind) {
    JsonNode replacements =
        manifests.document("components/gpu/kustomization.yaml", "Component").path("replacements");
    return Plan.stream(replacements)
        .filter(r -> r.at("/source/fieldPath").asString("").equals("data." + key))
        .flatMap(r -> Plan.stream(r.path("targets")))
        .filter(target -> target.at("/select/kind").asString("").equals(kind))
        .flatMap(target -> Plan.texts(target.path("fieldPaths")).stream())
        .toList();
  }

  private static String fallback(Configuration configuration, String variable) {
    Optional<String> fallback =
        configuration.variables().stream()
            .filter(v -> v.name().equals(variable))
            .flatMap(v -> v.fallback().stream())
            .findFirst();
    return fallback.orElseThrow(
        () -> new IllegalArgumentException(configuration + ": no default of " + variable));
  }

  private static Duration duration(String text) {
    var matcher = HOURS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected hours and minutes, such as 4h15m; found " + text);
    }
    return Duration.ofHours(Long.parseLong(Optional.ofNullable(matcher.group(1)).orElse("0")))
        .plusMinutes(Long.parseLong(Optional.ofNullable(matcher.group(2)).orElse("0")));
  }
}
