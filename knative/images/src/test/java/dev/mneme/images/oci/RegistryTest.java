// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mneme.images.oci.BuiltImage.Layer;
import dev.mneme.images.program.Program;
import dev.mneme.images.root.Blueprint;
import dev.mneme.images.root.ImageException;
import dev.mneme.images.root.Part;
import dev.mneme.servers.Home;
import dev.mneme.servers.RegistryServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of a few bytes, against a registry with a password. */
class RegistryTest {
  private static final String NOWHERE = "@sha256:" + "0".repeat(64);

  @TempDir private static Path folder;
  private static RegistryServer registry;

  @TempDir private Path work;
  private Path dockerConfig;

  @BeforeAll
  static void start() {
    assumeTrue(
        RegistryServer.canStart(),
        "skipped: the registry is built by Go; install Go 1.21 or newer");
    registry = RegistryServer.start(new Home(folder));
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  @BeforeEach
  void login() throws Exception {
    dockerConfig = login(registry.address(), registry.password());
  }

  @Test
  void anImageIsPulledByTheDigestThatWasTold() throws Exception {
    // Given
    Blueprint blueprint = blueprint("java", "application");
    Layout layout = new Layout(work.resolve("layout"));

    try (Builder builder = builder("", dockerConfig)) {
      // When
      BuiltImage image = builder.into(layout, blueprint);
      String told = builder.push(repository("pulled"), blueprint);

      // Then
      assertThat(told).isEqualTo(repository("pulled") + "/mneme-source@" + image.digest());
      assertThat(pulled("pulled/mneme-source/manifests/" + image.digest()))
          .isEqualTo(Files.readAllBytes(layout.blob(image.digest())));
      assertThat(pulled("pulled/mneme-source/manifests/0.1.0"))
          .isEqualTo(Files.readAllBytes(layout.blob(image.digest())));
      for (Layer layer : image.layers()) {
        assertThat(pulled("pulled/mneme-source/blobs/" + layer.digest()))
            .isEqualTo(Files.readAllBytes(layout.blob(layer.digest())));
      }
    }
  }

  @Test
  void pushingAgainSendsNoLayer() throws Exception {
    // Given
    Blueprint blueprint = blueprint("java", "application");
    String first;
    try (Builder builder = builder("", dockerConfig)) {
      first = builder.push(repository("again"), blueprint);
    }
    List<String> sent = asked("PUT", "again", "/blobs/");

    // When
    String second;
    try (Builder builder = builder("", dockerConfig)) {
      second = builder.push(repository("again"), blueprint);
    }

    // Then two layers and the configuration were sent, once
    assertThat(second).isEqualTo(first);
    assertThat(sent).hasSize(3);
    assertThat(asked("PUT", "again", "/blobs/")).isEqualTo(sent);
    assertThat(asked("PUT", "again", "/manifests/")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", ""})
  void aPasswordThatIsWrongOrMissingIsToldInOneLine(String password) throws Exception {
    // Given
    Path config =
        password.isEmpty() ? work.resolve("none.json") : login(registry.address(), password);
    Blueprint blueprint = blueprint("java");

    // When / Then
    try (Builder builder = builder("", config)) {
      assertThatThrownBy(() -> builder.push(repository("refused"), blueprint))
          .isInstanceOf(ImageException.class)
          .hasMessage(
              "cannot make mneme-source: expected credentials that the registry accepts, in "
                  + config
                  + " or of a credential helper; it refused "
                  + repository("refused/mneme-source"));
    }
    assertThat(asked("PUT", "refused", "/")).noneMatch(line -> line.contains("\" 2"));
  }

  @Test
  void onABaseLieItsLayersAndThenOurs() throws Exception {
    // Given a base that only its password gives
    String base;
    try (Builder builder = builder("", dockerConfig)) {
      base = builder.push(repository("base"), blueprint("system"));
    }
    Layout layout = new Layout(work.resolve("layout"));
    Blueprint ours = blueprint("java", "application");

    // When
    BuiltImage alone;
    BuiltImage based;
    String pushed;
    try (Builder builder = builder("", dockerConfig)) {
      alone = builder.into(new Layout(work.resolve("alone")), ours);
    }
    try (Builder builder = builder(base, dockerConfig)) {
      builder.fetchBase();
      based = builder.into(layout, ours);
      pushed = builder.push(repository("based"), ours);
    }

    // Then
    assertThat(based.layers()).hasSize(3);
    assertThat(new String(pulled(path(base)), StandardCharsets.UTF_8))
        .contains(based.layers().getFirst().digest());
    assertThat(based.layers().subList(1, 3)).isEqualTo(alone.layers());
    assertThat(pushed).endsWith("@" + based.digest());
    assertThat(configuration(layout, based))
        .contains("\"org.opencontainers.image.base.name\":\"" + base + "\"");
  }

  @Test
  void aBaseThatItsRegistryDoesNotHaveIsRefused() {
    // Given
    String base = repository("base/mneme-source") + NOWHERE;

    // When / Then
    try (Builder builder = builder(base, dockerConfig)) {
      assertThatThrownBy(builder::fetchBase)
          .isInstanceOf(ImageException.class)
          .hasMessageStartingWith("--base: cannot get \"" + base + "\": ")
          .hasMessageContaining("manifest unknown")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aRegistryThatIsNotThereIsNamed() throws Exception {
    // Given
    String base = "127.0.0.1:1/base" + NOWHERE;
    Blueprint blueprint = blueprint("java");

    // When / Then
    try (Builder builder = builder(base, dockerConfig)) {
      assertThatThrownBy(builder::fetchBase)
          .hasMessageStartingWith("--base: cannot get \"" + base + "\": Connect to 127.0.0.1:1");
    }
    try (Builder builder = builder("", dockerConfig)) {
      assertThatThrownBy(() -> builder.push("127.0.0.1:1/mneme", blueprint))
          .hasMessageStartingWith("cannot make mneme-source: Connect to 127.0.0.1:1");
    }
  }

  private Builder builder(String base, Path config) {
    return new Builder(new Release("0.1.0", "", base), work, config);
  }

  /** One with a file of a few bytes in each layer. */
  private Blueprint blueprint(String... names) throws Exception {
    List<Part> parts = new ArrayList<>();
    for (String name : names) {
      Path part = work.resolve("parts").resolve(name);
      Files.createDirectories(part.resolve(name));
      Files.writeString(part.resolve(name).resolve("file"), "this is " + name);
      parts.add(new Part(name, part).sealed());
    }
    return new Blueprint(Program.SOURCE, parts, false);
  }

  /** As {@code docker login} leaves it. */
  private Path login(String address, String password) throws Exception {
    return Files.writeString(
        work.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(address, basic(password)));
  }

  private static String basic(String password) {
    String user = RegistryServer.user() + ":" + password;
    return Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static String repository(String name) {
    return registry.address() + "/" + name;
  }

  /** Of an image by digest, the path of its manifest. */
  private static String path(String image) {
    return image.substring(registry.address().length() + 1).replace("@", "/manifests/");
  }

  private static byte[] pulled(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + registry.address() + "/v2/" + path))
              .header("Authorization", "Basic " + basic(registry.password()))
              .header("Accept", "application/vnd.oci.image.manifest.v1+json")
              .build();
      return http.send(request, BodyHandlers.ofByteArray()).body();
    }
  }

  /** Lines of the registry's log. */
  private static List<String> asked(String method, String repository, String what) {
    try (Stream<String> lines = registry.log().lines()) {
      return lines
          .filter(line -> line.contains("\"" + method + " /v2/" + repository + "/"))
          .filter(line -> line.contains(what))
          .toList();
    }
  }

  private static String configuration(Layout layout, BuiltImage image) throws Exception {
    String manifest = Files.readString(layout.blob(image.digest()));
    String digest =
        manifest.replaceFirst("(?s).*\"config\":\\{[^}]*\"digest\":\"([^\"]+)\".*", "$1");
    return Files.readString(layout.blob(digest));
  }
}
