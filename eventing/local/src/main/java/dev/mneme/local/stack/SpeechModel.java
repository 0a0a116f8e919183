// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The weights of the local speech engine, fetched once by the transcriber's own script. */
final class SpeechModel {
  private static final long LIMIT_MINUTES = 10;

  private final Path script;
  private final Path cache;
  private volatile @Nullable String folder;

  SpeechModel(Installation installation) {
    this.script = installation.root().resolve("functions/transcribe/fetch-model");
    this.cache = installation.cache();
  }

  /** Fetches them unless they are there. */
  void fetch() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(script.toString(), cache.toString()).redirectErrorStream(true).start();
    String printed;
    try (var out = process.getInputStream()) {
      process.getOutputStream().close();
      printed = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new StackException("the weights of the speech engine could not be fetched: " + printed);
    }
    folder = printed.lines().reduce("", (first, last) -> last);
  }

  /** Where they are. */
  String folder() {
    String fetched = folder;
    if (fetched == null) {
      throw new IllegalStateException("the weights were not fetched");
    }
    return fetched;
  }
}
