// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventType;
import dev.mneme.topology.Route;
import dev.mneme.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.JsonNode;

/** The same names in the topology, in the manifests and in the code. */
class ContractTest {
  private static final String TOPOLOGY = "eventing/topology/manifests";

  private final List<Route> routes = Topology.shipped().routes();

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "BROKER")
  void everyRouteHasASourceThatSendsToTheFunctionOfItsName(Overlay overlay) {
    // Given
    Manifests all = overlay.manifests();

    // When
    List<String> ways =
        all.of(Manifest.SOURCE)
            .map(
                source ->
                    source.name()
                        + " "
                        + value(source, "MNEME_ROUTE")
                        + " "
                        + source.text("/spec/sink/ref/apiVersion")
                        + "/"
                        + source.text("/spec/sink/ref/kind")
                        + " "
                        + source.text("/spec/sink/ref/name"))
            .toList();

    // Then
    assertThat(ways)
        .containsExactlyInAnyOrderElementsOf(
            routes.stream()
                .map(Route::name)
                .map(r -> "source-" + r + " " + r + " " + Manifest.SERVICE + " " + r)
                .toList());
    assertThat(all.services().map(Manifest::name)).containsAll(names());
  }

  @ParameterizedTest
  @EnumSource
  void theTopologyIsTheOneAndOnly(Overlay overlay) {
    // Given
    Manifests own = Kustomize.built(TOPOLOGY);

    // When
    Manifests all = overlay.manifests();

    // Then: nothing is added, left out or changed but whose account it is
    assertThat(jetStream(all)).isEqualTo(jetStream(own)).hasSizeGreaterThan(10);
    if (overlay != Overlay.BROKER) {
      assertThat(all.get("v1/ConfigMap", "mneme-routes").at("/data/routes.yaml").stringValue())
          .isEqualTo(Repository.text(TOPOLOGY + "/routes.yaml"));
    }
  }

  @Test
  void everyProgramIsAServiceAnAccountAndAnImage() throws IOException {
    // Given
    Set<String> functions = new TreeSet<>(modules("functions"));
    functions.add("capture");
    Manifests all = Overlay.AWS.manifests();

    // When
    List<Manifest> services = all.services().toList();

    // Then
    assertThat(services).extracting(Manifest::name).containsExactlyInAnyOrderElementsOf(functions);
    assertThat(all.of("v1/ServiceAccount").map(Manifest::name))
        .containsAll(functions)
        .contains("source");
    assertThat(all.workloads().flatMap(Manifest::containers))
        .extracting(container -> container.path("image").stringValue())
        .extracting(image -> image.substring(image.lastIndexOf('/') + 1, image.lastIndexOf(':')))
        .allMatch(image -> image.startsWith("mneme-"))
        .allMatch(image -> functions.contains(image.substring(6)) || image.equals("mneme-source"));
  }

  @ParameterizedTest
  @EnumSource
  void everyImageHasTheVersionThatIsBuilt(Overlay overlay) {
    // Given: the first version in the parent's pom, whose release images are tagged with unless
    // told otherwise
    Matcher version =
        Pattern.compile("<version>([^<]+?)(-SNAPSHOT)?</version>")
            .matcher(Repository.text("pom.xml"));
    assertThat(version.find()).isTrue();

    // When
    Stream<String> images =
        overlay
            .manifests()
            .workloads()
            .flatMap(Manifest::containers)
            .map(container -> container.path("image").stringValue());

    // Then
    assertThat(images).hasSizeGreaterThan(10).allMatch(i -> i.endsWith(":" + version.group(1)));
  }

  @ParameterizedTest
  @EnumSource
  void everyJobRunsAProgramThatIsThere(Overlay overlay) throws ClassNotFoundException {
    // Given
    List<JsonNode> commands =
        overlay
            .manifests()
            .workloads()
            .flatMap(Manifest::containers)
            .map(container -> container.path("command"))
            .filter(command -> !command.isMissingNode())
            .toList();

    // When, Then
    assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
    for (JsonNode command : commands) {
      Class<?> main = Class.forName(command.get(command.size() - 1).stringValue());
      assertThat(main.getMethods()).anyMatch(method -> method.getName().equals("main"));
    }
  }

  @Test
  void theBrokersTriggersAreTheTypesOfTheRoutes() {
    // Given
    Set<String> consumed =
        routes.stream()
            .flatMap(route -> route.consumes().stream().map(type -> route.name() + " " + type))
            .collect(Collectors.toSet());

    // When
    Stream<Manifest> triggers = Overlay.BROKER.manifests().of("eventing.knative.dev/v1/Trigger");

    // Then
    assertThat(
            triggers.map(
                trigger ->
                    trigger.text("/spec/subscriber/ref/name")
                        + " "
                        + trigger.text("/spec/filter/attributes/type")))
        .containsExactlyInAnyOrderElementsOf(consumed);
  }

  @Test
  void whatCaptureMayPublishAndNothingElseIsBroughtToTheBroker(@TempDir Path folder)
      throws IOException {
    // Given
    Manifests all = Overlay.BROKER.manifests();
    Path file = folder.resolve("routes.yaml");
    Files.writeString(
        file, all.get("v1/ConfigMap", "mneme-routes").at("/data/routes.yaml").stringValue());
    Set<String> replied = new HashSet<>();
    routes.forEach(route -> replied.addAll(route.replies()));

    // When
    List<Route> bridged = Topology.routes(file);

    // Then
    List<String> types = new ArrayList<>();
    bridged.forEach(route -> types.addAll(route.consumes()));
    assertThat(types)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventType.values())
                .map(EventType::type)
                .filter(type -> !replied.contains(type))
                .toList());
    assertThat(bridged)
        .allSatisfy(
            route -> {
              Route own = Topology.shipped().route(route.name());
              assertThat(own.stream()).isEqualTo(route.stream());
              assertThat(own.consumers()).isEqualTo(route.consumers());
              assertThat(own.consumes()).containsAll(route.consumes());
              assertThat(own.purpose()).isEqualTo(route.purpose());
              assertThat(route.batch().events()).isEqualTo(1);
            });
    assertThat(all.of(Manifest.SOURCE).map(source -> value(source, "MNEME_ROUTE")))
        .containsExactlyInAnyOrderElementsOf(bridged.stream().map(Route::name).toList());
    assertThat(all.of(Manifest.SOURCE))
        .allMatch(source -> source.text("/spec/sink/ref/kind").equals("Broker"));
  }

  @Test
  void theNodePoolHasTheNameThatTheGpuLimitIsFor() {
    // Given
    Manifests all = Overlay.AWS_GPU.manifests();

    // When
    Manifest pool = all.get(Manifest.POOL, "mneme-gpu");

    // Then
    assertThat(pool.text("/spec/limits/nvidia.com~1gpu"))
        .isEqualTo(Platform.examples().get("GPU_LIMIT"));
    assertThat(all.services().filter(service -> service.gpus() > 0).map(Manifest::name))
        .containsExactlyInAnyOrder("train", "transcribe");
    assertThat(all.get("karpenter.k8s.aws/v1/EC2NodeClass", "mneme-gpu").text("/spec/role"))
        .isEqualTo(Platform.examples().get("KARPENTER_NODE_ROLE"));
  }

  private List<String> names() {
    return routes.stream().map(Route::name).toList();
  }

  private static String value(Manifest workload, String name) {
    return workload.variables().stream()
        .filter(variable -> variable.name().equals(name))
        .map(Variable::value)
        .findFirst()
        .orElse("");
  }

  /** Specifications by kind and name, without the account that they are made in. */
  private static Set<String> jetStream(Manifests manifests) {
    return manifests.all().stream()
        .filter(m -> m.text("/apiVersion").startsWith("jetstream."))
        .filter(m -> !m.text("/kind").equals("Account"))
        .map(
            m -> {
              JsonNode spec = m.at("/spec").deepCopy();
              ((tools.jackson.databind.node.ObjectNode) spec).remove("account");
              return m.title() + " " + spec;
            })
        .collect(Collectors.toSet());
  }

  /** Modules of functions: those that have a main class. */
  private static List<String> modules(String folder) throws IOException {
    try (Stream<Path> found = Files.list(Repository.file(folder))) {
      return found
          .filter(
              module -> {
                Path pom = module.resolve("pom.xml");
                return Files.exists(pom)
                    && Repository.text(folder + "/" + module.getFileName() + "/pom.xml")
                        .contains("<mneme.main>");
              })
          .map(module -> String.valueOf(module.getFileName()))
          .toList();
    }
  }
}
