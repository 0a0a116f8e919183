// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  @TempDir Path root;

  @Test
  void aPackageIsFetchedOnce() {
    // Given
    Cache cache = new Cache(root);
    AtomicInteger fetches = new AtomicInteger();

    // When
    Path first = cache.directory("x-1", directory -> fetches.incrementAndGet());
    Path second = cache.directory("x-1", directory -> fetches.incrementAndGet());

    // Then
    assertThat(first).isEqualTo(second).isDirectory();
    assertThat(fetches).hasValue(1);
  }

  @Test
  void whatAKilledFetchLeftIsNotTakenForAResult() throws IOException {
    // Given
    Cache cache = new Cache(root);
    Files.createDirectory(root.resolve("x-1.unfinished"));
    Files.writeString(root.resolve("x-1.unfinished/half"), "ha");

    // When
    Path fetched = cache.directory("x-1", directory -> write(directory.resolve("whole")));

    // Then
    assertThat(fetched.resolve("whole")).exists();
    assertThat(fetched.resolve("half")).doesNotExist();
  }

  @Test
  void aFailedFetchIsTriedAgain() {
    // Given
    Cache cache = new Cache(root);
    assertThatThrownBy(
            () ->
                cache.directory(
                    "x-1",
                    directory -> {
                      throw new ServerException("no network");
                    }))
        .hasMessage("no network");

    // When
    Path fetched = cache.directory("x-1", directory -> write(directory.resolve("whole")));

    // Then
    assertThat(fetched.resolve("whole")).exists();
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "x");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
