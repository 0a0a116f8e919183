// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.images.TestImages.Ran;
import dev.mneme.images.oci.Layout;
import dev.mneme.images.program.Program;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(MadeImages.Provider.class)
class ImagesTest {
  private static final String NAME = "mneme-classify:test";
  private static final int SET_ID = 06000;
  private static final int MODEL = 10_000_000;

  @TempDir private static Path second;
  private static Path first;
  private static Ran ran;

  @BeforeAll
  static void makeOneAgain(MadeImages made) {
    ran = made.ran(Program.CLASSIFY);
    first = made.layout(Program.CLASSIFY).folder();
    TestImages.run("--oci", second.toString(), "--tag", "test", "classify");
  }

  @Test
  void aSecondRunGivesTheSameBytes() throws Exception {
    // Then
    assertThat(TestImages.files(first)).isNotEmpty().isEqualTo(TestImages.files(second));
    for (Path file : TestImages.files(first)) {
      assertThat(Files.mismatch(first.resolve(file), second.resolve(file)))
          .as("%s", file)
          .isEqualTo(-1);
    }
  }

  @Test
  void theLayoutIsOneThatOthersCanRead() throws Exception {
    // Then
    assertThat(first.resolve("oci-layout")).content().contains("\"1.0.0\"");
    for (Path blob : TestImages.files(first.resolve("blobs/sha256"))) {
      byte[] content = Files.readAllBytes(first.resolve("blobs/sha256").resolve(blob));
      assertThat(blob.toString())
          .isEqualTo(
              HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    }
  }

  @Test
  void anImageRunsAsNobodyAndDeclaresWhatItWrites() throws Exception {
    // When
    JsonNode config = config().path("config");

    // Then
    assertThat(config.path("User").asString()).isEqualTo("65532:65532");
    assertThat(config.path("Volumes").propertyNames()).containsExactly("/tmp");
    assertThat(config.path("ExposedPorts").propertyNames()).containsExactly("8080/tcp");
    assertThat(config.path("Entrypoint").path(0).asString()).isEqualTo("/opt/java/bin/java");
  }

  @Test
  void anImageSaysWhatItIs() throws Exception {
    // When
    JsonNode labels = config().path("config").path("Labels");

    // Then
    assertThat(labels.path("org.opencontainers.image.title").asString())
        .isEqualTo("mneme-classify");
    assertThat(labels.path("org.opencontainers.image.version").asString()).isEqualTo("test");
    assertThat(labels.path("org.opencontainers.image.licenses").asString()).isEqualTo("Apache-2.0");
  }

  @Test
  void anImageHasNoShellAndNothingThatRaisesRights() throws Exception {
    // When
    List<TarArchiveEntry> entries = entries();

    // Then
    assertThat(entries).extracting(TarArchiveEntry::getName).contains("opt/java/bin/java");
    assertThat(entries)
        .extracting(entry -> String.valueOf(Path.of(entry.getName()).getFileName()))
        .doesNotContain("sh", "bash", "dash", "busybox", "apt", "su", "sudo");
    assertThat(entries).allMatch(entry -> (entry.getMode() & SET_ID) == 0);
    assertThat(entries).allMatch(entry -> !entry.isFile() || (entry.getMode() & 0022) == 0);
  }

  @Test
  void nativeLibrariesAreUnpackedAndOnlyThoseOfThisMachine() throws Exception {
    // When
    List<String> names = entries().stream().map(TarArchiveEntry::getName).toList();

    // Then
    assertThat(names)
        .contains("opt/native/libonnxruntime.so", "opt/native/libonnxruntime4j_jni.so")
        .anyMatch(name -> name.endsWith("/libstdc++.so.6"));
    assertThat(config().path("config").path("Entrypoint").toString())
        .contains("-Donnxruntime.native.path=/opt/native");
  }

  @Test
  void theModelLiesThereOnceWithAnOptimizedGraph() throws Exception {
    // When
    List<TarArchiveEntry> models =
        entries().stream().filter(entry -> entry.getName().contains("embedding")).toList();

    // Then
    assertThat(models)
        .filteredOn(entry -> entry.getSize() > MODEL)
        .extracting(TarArchiveEntry::getName)
        .containsExactly("opt/model/embedding.onnx.weights");
    assertThat(models)
        .extracting(TarArchiveEntry::getName)
        .contains("opt/model/embedding.onnx", "opt/model/embedding.onnx.vocabulary");
    assertThat(config().path("config").path("Entrypoint").toString())
        .contains("-Dmneme.embedding.graph=/opt/model/embedding.onnx");
  }

  @Test
  void theBillOfMaterialsNamesEveryJarAndLibrary() throws Exception {
    // Given
    Path file =
        Path.of(System.getProperty("mneme.root"))
            .resolve("knative/images/target/work/classify/sbom/usr/share/sbom")
            .resolve("mneme-classify.cdx.json");
    Map<String, String> packaged = packaged();

    // When
    JsonNode bill = JsonMapper.shared().readTree(Files.readString(file));
    Map<String, String> jars = new TreeMap<>();
    List<String> other = new ArrayList<>();
    for (JsonNode component : bill.path("components")) {
      if (component.path("type").asString().equals("library")) {
        String name = component.path("name").asString();
        jars.put(
            name + "-" + component.path("version").asString() + ".jar",
            component.path("hashes").path(0).path("content").asString());
        assertThat(component.path("licenses").size()).as("%s", name).isPositive();
        assertThat(component.path("purl").asString()).startsWith("pkg:maven/").contains(name);
      } else {
        other.add(component.path("name").asString());
      }
    }

    // Then
    assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(jars).hasSizeGreaterThan(30).containsExactlyInAnyOrderEntriesOf(packaged);
    assertThat(other)
        .contains(
            "openjdk",
            "/app/lib/libraries.jar",
            "/opt/native/libonnxruntime.so",
            "/opt/model/embedding.onnx",
            "/opt/model/embedding.onnx.weights")
        .anyMatch(name -> name.endsWith("/libc.so.6"));
  }

  @Test
  void otherPeoplesJarsAreOneAndTheirLicencesLieBeside() throws Exception {
    // When
    List<String> names = entries().stream().map(TarArchiveEntry::getName).toList();

    // Then
    assertThat(names)
        .filteredOn(name -> name.startsWith("app/") && name.endsWith(".jar"))
        .contains("app/mneme-classify.jar", "app/lib/libraries.jar")
        .allMatch(name -> name.contains("/mneme-") || name.equals("app/lib/libraries.jar"));
    assertThat(names)
        .anyMatch(name -> name.matches("usr/share/licenses/spring-core-[^/]+/license.txt"));
  }

  @Test
  void theTableTellsSizesAndTargets() {
    // Then
    assertThat(ran.exit()).as(ran.printed()).isZero();
    assertThat(ran.printed())
        .containsPattern("\\| mneme-classify \\| \\d+\\.\\d \\| .* ≤ 200 \\| yes \\|");
  }

  @Test
  void aBaseWithoutADigestIsRefused() {
    // When
    Ran refused = TestImages.run("--oci", first.toString(), "--base", "debian:12", "classify");

    // Then
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.printed())
        .contains("--base: expected an image by digest, NAME@sha256:…, found \"debian:12\"");
  }

  @Test
  void aBaseThatIsNowhereIsRefusedBeforeAnythingIsMade() {
    // When
    String base = "127.0.0.1:1/base@sha256:" + "0".repeat(64);
    Ran refused = TestImages.run("--oci", first.resolve("none").toString(), "--base", base);

    // Then
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.printed().lines())
        .singleElement()
        .asString()
        .startsWith("mneme: --base: cannot get \"" + base + "\": Connect to 127.0.0.1:1");
    assertThat(first.resolve("none")).doesNotExist();
  }

  @Test
  void aProgramThatIsNoneIsRefused() {
    // When
    Ran refused = TestImages.run("--oci", first.toString(), "classifie");

    // Then
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.printed())
        .contains("program: expected one of [transcribe, classify, persist")
        .contains("found \"classifie\"");
  }

  @Test
  void sayingNowhereToPutThemIsRefused() {
    // When
    Ran refused = TestImages.run("classify");

    // Then
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.printed()).contains("expected --oci DIR, --push REPO or both");
  }

  /** SHA-256 of every jar, as the build packed it, by file name. */
  private static Map<String, String> packaged() throws Exception {
    Path target = Path.of(System.getProperty("mneme.root")).resolve("functions/classify/target");
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    Map<String, String> packaged = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "*-exec.jar");
        JarFile whole = new JarFile(found.iterator().next().toFile())) {
      for (JarEntry entry : whole.stream().toList()) {
        String name = entry.getName();
        if (name.endsWith(".jar") && !name.contains("spring-boot-jarmode-tools")) {
          packaged.put(
              name.substring(name.lastIndexOf('/') + 1),
              HexFormat.of().formatHex(sha256.digest(whole.getInputStream(entry).readAllBytes())));
        }
      }
    }
    return packaged;
  }

  private static JsonNode config() throws Exception {
    Layout layout = new Layout(first);
    JsonNode manifest = TestImages.manifest(layout, NAME);
    return TestImages.blob(layout, manifest.path("config").path("digest").asString());
  }

  private static List<TarArchiveEntry> entries() throws Exception {
    Layout layout = new Layout(first);
    List<TarArchiveEntry> entries = new ArrayList<>();
    for (JsonNode layer : TestImages.manifest(layout, NAME).path("layers")) {
      try (InputStream in =
              new BufferedInputStream(
                  Files.newInputStream(layout.blob(layer.path("digest").asString())));
          TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }
}
