// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import dev.mneme.embedding.MiniLm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which conversations. */
final class DatasetOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--dataset",
      paramLabel = "FILE",
      required = true,
      description =
          "Conversations with questions and their evidence, in the JSON format of LoCoMo.")
  private Path file = Path.of("");

  Path file() {
    return file;
  }

  /** Reads, embeds and searches everything; takes most of the time. */
  ConversationCases cases() throws IOException {
    List<Conversation> conversations = conversations();
    int threads = Runtime.getRuntime().availableProcessors();
    List<List<Case>> cases = new ArrayList<>();
    try (MiniLm embedder = MiniLm.load(threads)) {
      Retrieval retrieval = new Retrieval(embedder);
      for (Conversation conversation : conversations) {
        cases.add(retrieval.cases(conversation));
      }
    }
    return new ConversationCases(cases);
  }

  private List<Conversation> conversations() throws IOException {
    if (!Files.isReadable(file)) {
      throw new ParameterException(
          spec.commandLine(), "--dataset: expected a readable file, found " + file);
    }
    try {
      return LocomoFile.read(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--dataset: " + e.getMessage(), e);
    }
  }
}
