// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path home;

  @Test
  void isFreeAgainAfterItsHolderWasKilled() throws IOException {
    // Given
    Path file = home.resolve("lock");
    Process holder = holder(file);
    await().atMost(LIMIT).until(() -> HomeLock.heldBy(file).isPresent());

    // When / Then
    assertThat(HomeLock.heldBy(file)).hasValue(holder.pid());
    assertThatThrownBy(() -> HomeLock.acquire(file))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("process " + holder.pid() + " runs in " + home + " already");

    // And when it is gone
    holder.destroyForcibly();
    await().atMost(LIMIT).until(() -> HomeLock.heldBy(file).isEmpty());
    HomeLock.acquire(file).close();
  }

  @Test
  void nobodyHoldsWhatIsNotThere() {
    assertThat(HomeLock.heldBy(home.resolve("lock"))).isEmpty();
  }

  private static Process holder(Path file) throws IOException {
    return new ProcessBuilder(
            Programs.JAVA,
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            file.toString())
        .inheritIO()
        .start();
  }
}
