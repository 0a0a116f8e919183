// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedJarTest {
  private static final int JAVA = 25;
  private static final String SERVICE = "META-INF/services/a.Service";
  private static final String FACTORIES = "META-INF/spring.factories";

  @TempDir private Path folder;

  @Test
  void hasTheClassesAndResourcesOfAllJars() throws IOException {
    // Given
    Path one = jar("one", Map.of("a/A.class", "a", "a/same.txt", "same"));
    Path two = jar("two", Map.of("b/B.class", "b", "a/same.txt", "same"));

    // When
    Path merged = merged(one, two);

    // Then
    assertThat(TestJars.content(merged))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a/A.class", "a", "b/B.class", "b", "a/same.txt", "same"));
  }

  @Test
  void joinsProvidersInTheOrderOfTheClassPath() throws IOException {
    // Given
    Path one = jar("one", Map.of(SERVICE, "a.First"));
    Path two = jar("two", Map.of(SERVICE, "# of two\na.Second\n"));

    // When
    Path merged = merged(one, two);

    // Then
    assertThat(TestJars.content(merged))
        .containsOnly(Map.entry(SERVICE, "a.First\n# of two\na.Second\n"));
  }

  @Test
  void joinsTheListsThatSpringReads() throws IOException {
    // Given
    Path one = jar("one", Map.of(FACTORIES, "a.Key=a.First,\\\n  a.Second\n"));
    Path two = jar("two", Map.of(FACTORIES, "# two\na.Key=b.Third\nb.Key=b.Fourth\n"));

    // When
    Path merged = merged(one, two);

    // Then
    assertThat(TestJars.content(merged))
        .containsOnly(Map.entry(FACTORIES, "a.Key=a.First,a.Second,b.Third\nb.Key=b.Fourth\n"));
  }

  @Test
  void keepsTheLicencesOfEachJarBesideIt() throws IOException {
    // Given
    Path one = jar("one", Map.of("META-INF/LICENSE.txt", "one's", "a/License.class", "a"));
    Path two = jar("two", Map.of("META-INF/LICENSE.txt", "two's", "NOTICE", "two's, too"));

    // When
    Path merged = merged(one, two);

    // Then
    assertThat(TestJars.content(merged)).containsOnlyKeys("a/License.class");
    assertThat(folder.resolve("licences/one/LICENSE.txt")).hasContent("one's");
    assertThat(folder.resolve("licences/two/LICENSE.txt")).hasContent("two's");
    assertThat(folder.resolve("licences/two/NOTICE")).hasContent("two's, too");
  }

  @Test
  void leavesOutWhatIsAboutAJarItself() throws IOException {
    // Given
    Path one =
        jar(
            "one",
            Map.of(
                "META-INF/maven/a/b/pom.xml", "pom",
                "META-INF/INDEX.LIST", "index",
                "META-INF/native-image/reflect-config.json", "{}",
                "META-INF/versions/9/module-info.class", "module",
                "META-INF/versions/21/a/A.class", "twenty-one",
                "META-INF/A.SF", "signature",
                "a/A.class", "base"));

    // When
    Path merged = merged(one);

    // Then
    assertThat(TestJars.content(merged)).containsOnly(Map.entry("a/A.class", "twenty-one"));
    try (JarFile jar = new JarFile(merged.toFile())) {
      assertThat(jar.getManifest().getMainAttributes()).hasSize(1);
      assertThat(jar.getManifest().getEntries()).isEmpty();
    }
  }

  @Test
  void tellsALibraryItsVersionIfItAsks() throws IOException {
    // Given
    Path one = jar("one", Map.of("a/b/Version.class", "… getImplementationVersion …"));
    Path two = jar("two", Map.of("b/B.class", "b"));

    // When
    Path merged = merged(one, two);

    // Then
    try (JarFile jar = new JarFile(merged.toFile())) {
      assertThat(jar.getManifest().getEntries()).containsOnlyKeys("a/b/");
      assertThat(jar.getManifest().getAttributes("a/b/").getValue("Implementation-Version"))
          .isEqualTo("of one.jar");
    }
  }

  @Test
  void refusesTwoContentsOfOneName() throws IOException {
    // Given
    Path one = jar("one", Map.of("a/settings.properties", "one"));
    Path two = jar("two", Map.of("a/settings.properties", "two"));

    // When, Then
    assertThatThrownBy(() -> merged(one, two))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "a/settings.properties: expected one content, found one in one.jar and another in"
                + " two.jar");
  }

  @Test
  void givesTheSameBytesForTheSameJars() throws IOException {
    // Given
    Path one = jar("one", Map.of("b/B.class", "b", SERVICE, "a.First", FACTORIES, "k=v\n"));
    Path two = jar("two", Map.of("a/A.class", "a", SERVICE, "a.Second", FACTORIES, "k=w\n"));

    // When
    Path first = merged(one, two);
    Path second = folder.resolve("second.jar");
    MergedJar.write(List.of(one, two), JAVA, folder.resolve("licences"), second);

    // Then
    assertThat(second).hasSameBinaryContentAs(first);
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    return TestJars.write(folder.resolve(name + ".jar"), entries);
  }

  private Path merged(Path... jars) throws IOException {
    Path merged = folder.resolve("merged.jar");
    MergedJar.write(List.of(jars), JAVA, folder.resolve("licences"), merged);
    return merged;
  }
}
