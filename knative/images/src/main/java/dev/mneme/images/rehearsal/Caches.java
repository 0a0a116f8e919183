// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.rehearsal;

import dev.mneme.images.program.Program;
import dev.mneme.images.root.Blueprint;
import dev.mneme.images.root.Fingerprint;
import dev.mneme.images.root.Part;
import dev.mneme.images.root.Workshop;
import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Adds to images what their JVMs learn in training. The JVM never writes the same cache twice, so
 * one is kept for as long as everything that it depends on is the same; that is what makes a second
 * run give the same image.
 */
public final class Caches {
  private final Workshop workshop;

  public Caches(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * The images with their caches, in the same order.
   *
   * @param told which program is trained, before it is
   */
  public List<Blueprint> addTo(List<Blueprint> blueprints, Consumer<Program> told) {
    Map<Blueprint, Path> untrained = new LinkedHashMap<>();
    for (Blueprint blueprint : blueprints) {
      Path folder = folder(blueprint);
      if (!Files.exists(folder.resolve(Blueprint.CACHE))) {
        untrained.put(blueprint, folder);
      }
    }
    if (!untrained.isEmpty()) {
      train(untrained, told);
    }
    List<Blueprint> trained = new ArrayList<>();
    for (Blueprint blueprint : blueprints) {
      trained.add(blueprint.with(new Part("cache", folder(blueprint))));
    }
    return trained;
  }

  private void train(Map<Blueprint, Path> untrained, Consumer<Program> told) {
    Set<Program> programs = EnumSet.noneOf(Program.class);
    untrained.keySet().forEach(blueprint -> programs.add(blueprint.program()));
    Path scratch = workshop.shared().resolve("stage");
    try {
      Trees.delete(scratch);
      try (Stage stage = Stage.of(scratch.resolve("home"), programs)) {
        Training training = new Training(stage);
        for (Map.Entry<Blueprint, Path> each : untrained.entrySet()) {
          Program program = each.getKey().program();
          told.accept(program);
          // One that was left by another build is of no use any more.
          Trees.delete(all(program));
          training.of(each.getKey(), each.getValue(), scratch.resolve(program.id()));
        }
      }
      Trees.delete(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + scratch, e);
    }
  }

  private Path folder(Blueprint blueprint) {
    return all(blueprint.program()).resolve(Fingerprint.of(blueprint));
  }

  private Path all(Program program) {
    return workshop.of(program).resolve("cache");
  }
}
