// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that somebody else than Mneme has written. */
class OwnRoutesTest {
  private static final String LEAST =
      """
      routes:
        - name: thumbnails
          stream: photos
          consumers: [thumbnails]
          consumes: [com.example.photo.uploaded.v1]
      """;

  @TempDir private Path directory;

  @Test
  void whatIsNotSaidHasItsDefault() throws IOException {
    assertThat(routes(LEAST))
        .containsExactly(
            new Route(
                "thumbnails",
                "photos",
                List.of("thumbnails"),
                Set.of("com.example.photo.uploaded.v1"),
                Set.of(),
                new Route.Concurrency(1, 16),
                256,
                8,
                Duration.ofMinutes(10),
                new Route.Backoff(Duration.ofMillis(500), Duration.ofMinutes(1)),
                new Route.Batch(1, 1 << 20, Duration.ZERO),
                List.of(),
                null));
  }

  @Test
  void halfOfAPairIsEnough() throws IOException {
    // When
    Route route =
        routes(
                LEAST
                    + "    concurrency: {most: 4}\n"
                    + "    backoff: {first: 2s}\n"
                    + "    batch: {events: 9}\n")
            .getFirst();

    // Then
    assertThat(route.concurrency()).isEqualTo(new Route.Concurrency(1, 4));
    assertThat(route.backoff())
        .isEqualTo(new Route.Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1)));
    assertThat(route.batch()).isEqualTo(new Route.Batch(9, 1 << 20, Duration.ZERO));
  }

  @Test
  void aTypeThatCouldNotBePublishedIsRefused() throws IOException {
    refuses(
        LEAST + "    replies: [PhotoUploaded]\n",
        "route thumbnails, replies: type: expected <reverse.dns>.<noun>.<verb>.v<N>, in lower case,"
            + " found \"PhotoUploaded\"");
    refuses(
        LEAST.replace("com.example.photo", "dev.mneme.photo"),
        "route thumbnails, consumes: type: expected one of dev.mneme.audio.captured.v1");
  }

  @Test
  void namesAreDistinct() throws IOException {
    refuses(
        LEAST + LEAST.substring(LEAST.indexOf('\n') + 1),
        "routes: expected at least one, each with a name of its own,"
            + " found [thumbnails, thumbnails]");
    refuses("routes: []", "routes: expected at least one");
  }

  @Test
  void aMisspeltFieldIsRefused() throws IOException {
    refuses(LEAST + "    atempts: 3\n", "atempts");
  }

  private List<Route> routes(String yaml) throws IOException {
    return Topology.routes(Files.writeString(directory.resolve("routes.yaml"), yaml));
  }

  private void refuses(String yaml, String error) {
    assertThatExceptionOfType(TopologyException.class)
        .isThrownBy(() -> routes(yaml))
        .withMessageStartingWith(directory.resolve("routes.yaml") + ": ")
        .withMessageContaining(error);
  }
}
