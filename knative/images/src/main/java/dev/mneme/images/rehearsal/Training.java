// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.rehearsal;

import dev.mneme.images.program.Program;
import dev.mneme.images.root.Blueprint;
import dev.mneme.images.root.ImageException;
import dev.mneme.images.root.Part;
import dev.mneme.images.root.RootFolder;
import dev.mneme.images.root.Tool;
import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the JVM's cache of loaded and linked classes and profiles (JEP 483, 514, 515): the program
 * runs from the image's own files, on the image's own JVM, and is asked what it will be asked.
 */
public final class Training {
  /** A cache holds objects of a heap that small machines have, too. */
  private static final String HEAP = "-Xmx512m";

  /** What the source stored as replies, of any route. */
  private static final Pattern REPLIES =
      Pattern.compile("^mneme_source_replies[^ ]* ([0-9.E]+)$", Pattern.MULTILINE);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Stage stage;

  public Training(Stage stage) {
    this.stage = stage;
  }

  /**
   * The part of an image with the cache.
   *
   * @param folder for the part
   * @param scratch folder for the record
   */
  public Part of(Blueprint blueprint, Path folder, Path scratch) {
    Program program = blueprint.program();
    Path record = scratch.resolve("aot.record");
    Path cache = folder.resolve(Blueprint.CACHE);
    try {
      Files.createDirectories(scratch);
      Files.createDirectories(cache.getParent());
      Path root = Files.createTempDirectory("mneme");
      try {
        train(RootFolder.of(blueprint, root), blueprint, record, cache);
      } finally {
        Trees.delete(root);
      }
      return new Part("cache", folder).sealed();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot train " + program.id(), e);
    }
  }

  private void train(Path root, Blueprint blueprint, Path record, Path cache) throws IOException {
    Path directory = root.resolve(Blueprint.DIRECTORY);
    perform(
        blueprint.program(),
        directory,
        line(blueprint, root, "-XX:AOTMode=record", "-XX:AOTConfiguration=" + record));
    Tool.run(
        line(
            blueprint,
            root,
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=" + record,
            "-XX:AOTCache=" + cache),
        Map.of(),
        directory);
    check(blueprint, root, cache);
  }

  private static List<String> line(Blueprint blueprint, Path root, String... options) {
    List<String> all = new ArrayList<>(List.of(HEAP));
    all.addAll(blueprint.program().trainingOptions());
    all.addAll(List.of(options));
    return blueprint.line(root, all);
  }

  private void perform(Program program, Path directory, List<String> line) throws IOException {
    Script script = Script.of(program, stage);
    try (HttpClient http = HttpClient.newHttpClient();
        Actor actor =
            Actor.start(
                stage.home(), "train-" + program.id(), line, stage.settings(program), directory)) {
      script.prepare(http, program, stage);
      script.play(http, actor.uri());
      if (program == Program.SOURCE) {
        actor.await(LIMIT, () -> replies(http, actor.uri()) >= script.before().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("interrupted while training " + program.id(), e);
    }
  }

  /** The JVM would only warn, and start slowly, if it could not use the cache. */
  private static void check(Blueprint blueprint, Path root, Path cache) {
    Tool.run(
        blueprint.line(root, List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache, "--dry-run")),
        Map.of(),
        root.resolve(Blueprint.DIRECTORY));
  }

  private static double replies(HttpClient http, URI source) {
    try {
      String metrics =
          http.send(
                  HttpRequest.newBuilder(source.resolve("/metrics")).build(),
                  BodyHandlers.ofString())
              .body();
      double replies = 0;
      Matcher matcher = REPLIES.matcher(metrics);
      while (matcher.find()) {
        replies += Double.parseDouble(matcher.group(1));
      }
      return replies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("interrupted while the source worked", e);
    }
  }
}
