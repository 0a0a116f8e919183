// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import dev.mneme.recall.ranking.RerankerFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./mneme evaluate recall}. */
@Command(
    name = "recall",
    description = {
      "Measures how much of the evidence for each question is found, by words, by meaning, by both"
          + " and by the reranker: one trained on the other conversations of the file, and the one"
          + " that ships.",
      "The file stays where it is: nothing of it is kept."
    },
    mixinStandardHelpOptions = true)
public final class RecallCommand implements Callable<Integer> {
  @Mixin private DatasetOption dataset = new DatasetOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    ConversationCases cases = dataset.cases();
    QualityTable table = new QualityTable();
    table.add("BM25", cases.with(Ranking.BM25));
    table.add("vector", cases.with(Ranking.VECTOR));
    table.add("hybrid", cases.with(Ranking.HYBRID));
    table.add("ours, shipped weights", cases.with(Ranking.of(RerankerFile.shipped())));
    if (cases.conversations().size() > 1) {
      table.add("ours, leaving one out", cases.leavingOneOut());
    }
    out.println(table.text());
    out.println(Abstention.of(cases.all()).text());
    out.flush();
    return ExitCode.OK;
  }
}
