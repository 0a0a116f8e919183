// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.client.MnemeClient;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks a question. */
@Command(
    name = "recall",
    description = "Ask a question over one user's own memories.",
    mixinStandardHelpOptions = true)
final class RecallCommand implements Callable<Integer> {
  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final OwnerOptions owner = new OwnerOptions();

  @Parameters(paramLabel = "QUESTION", description = "In quotes.")
  private String question = "";

  @Override
  public Integer call() {
    URI recall = home.running().recall();
    String token = home.token(owner.key());
    try (MnemeClient client = new MnemeClient()) {
      MnemeClient.Answer answer = client.ask(recall, token, question);
      System.out.println(answer.answer());
      for (MnemeClient.Source source : answer.sources()) {
        System.out.printf(
            Locale.ROOT,
            "  %.2f  %tF  %-13s %s: %s%n",
            source.score(),
            source.time().atOffset(ZoneOffset.UTC),
            source.category(),
            source.id(),
            source.text());
      }
      return ExitCode.OK;
    }
  }
}
