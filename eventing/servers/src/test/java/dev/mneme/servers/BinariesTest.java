// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {
  @TempDir Path root;

  @Test
  void anOperatorsOwnServerIsTakenAsItIs() {
    // Given
    Binaries binaries =
        new Binaries(
            new Cache(root),
            new Platform("linux", "amd64"),
            Map.of("nats_server_path", "/opt/nats/nats-server"));

    // When / Then
    assertThat(binaries.natsServer()).isEqualTo(Path.of("/opt/nats/nats-server"));
  }

  @ParameterizedTest
  @CsvSource({
    "nats-server: v2.9.10, false",
    "nats-server: v2.11.9, false",
    "nats-server: v2.12.0, true",
    "nats-server: v2.15.1-RC.2, true",
    "nats-server: v3.0.0, true",
    "something else, false"
  })
  void anOldServerIsNotUsed(String versionLine, boolean expected) {
    assertThat(Binaries.newEnough(versionLine)).isEqualTo(expected);
  }

  @Test
  void everyBinaryIsPinnedForThePlatformsThatCouldBeSeen() {
    for (String name : new String[] {"nats-server", "anvil", "postgres", "s3proxy"}) {
      assertThat(Pins.version(name)).matches("\\d+\\.\\d+\\.\\d+");
      assertThat(Pins.sha256(name, new Platform("linux", "amd64")))
          .hasValueSatisfying(sum -> assertThat(sum).matches("[0-9a-f]{64}"));
    }
  }

  @Test
  void everyPartOfWhatIsPutTogetherIsPinned() {
    for (String name : new String[] {"opensearch", "elasticsearch"}) {
      assertThat(Lock.of(name).parts())
          .allSatisfy(part -> assertThat(part.folder()).matches("lib|(modules|plugins)/[a-z0-9-]+"))
          .extracting(Lock.Part::file)
          .contains(name + "-" + Pins.version(name) + ".jar");
    }
    assertThat(new String(Lock.text("secantus"), StandardCharsets.UTF_8))
        .contains("secantusdb==" + Pins.version("secantus"));
  }

  @Test
  void theRegistryIsBuiltOfTheVersionThatItIsCachedUnder() throws IOException {
    try (InputStream in = Packages.class.getResourceAsStream("registry/go.mod")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("require github.com/distribution/distribution/v3 v" + Pins.version("registry"));
    }
  }

  @Test
  void aLineOfALockThatIsNoneIsNamed() {
    assertThatThrownBy(() -> Lock.parse("# what\nlib org.x:x:jar:1.0 abc"))
        .hasMessage(
            "lock: expected \"folder group:artifact:type:version sha256\", found"
                + " \"lib org.x:x:jar:1.0 abc\"");
  }

  @Test
  void anUnsupportedPlatformIsNamed() {
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
        .hasMessage(
            "no server binaries for Windows 11 on amd64; expected Linux or macOS on x86-64 or"
                + " arm64");
  }

  @Test
  void aMissingToolIsNamed() {
    assertThatThrownBy(() -> Packages.need("Frobnicator", "install it", "no-such-program"))
        .hasMessage("Frobnicator is not on the PATH; install it");
  }
}
