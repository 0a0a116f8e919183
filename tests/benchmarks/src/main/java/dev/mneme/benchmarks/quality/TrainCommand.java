// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import dev.mneme.recall.ranking.Reranker;
import dev.mneme.recall.ranking.RerankerFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mneme evaluate train}. */
@Command(
    name = "train",
    description = {
      "Trains the reranker that recall ships with, and writes it with the name, licence and hash of"
          + " what it was trained on.",
      "The same file always gives the same weights."
    },
    mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
  @Mixin private DatasetOption dataset = new DatasetOption();

  @Option(
      names = "--licence",
      paramLabel = "SPDX",
      required = true,
      description = "Licence of the data, which must allow to ship what was learnt from it.")
  private String licence = "";

  @Option(
      names = "--version-name",
      paramLabel = "NAME",
      required = true,
      description = "Name of the weights; it comes back with every answer.")
  private String version = "";

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "Where to write it.")
  private Path target = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    List<Case> cases = dataset.cases().all();
    Reranker reranker = RerankerTraining.train(version, cases);
    RerankerFile file =
        RerankerFile.of(
            reranker,
            new RerankerFile.Data(
                String.valueOf(dataset.file().getFileName()),
                licence,
                sha256(Files.readAllBytes(dataset.file())),
                (int) cases.stream().filter(one -> one.question().judged()).count()));
    Files.write(target, file.bytes());
    PrintWriter out = spec.commandLine().getOut();
    file.weights().forEach((name, weight) -> out.printf("%-18s %8.3f%n", name, weight));
    out.flush();
    return ExitCode.OK;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
