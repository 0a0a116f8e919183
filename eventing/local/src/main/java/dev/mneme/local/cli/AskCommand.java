// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.client.MnemeClient;
import dev.mneme.local.client.Written;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks for an answer in sentences. */
@Command(
    name = "ask",
    description = "Ask for an answer in sentences, each with the memories it rests on.",
    mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final OwnerOptions owner = new OwnerOptions();

  @Parameters(paramLabel = "QUESTION", description = "In quotes.")
  private String question = "";

  @Override
  public Integer call() {
    URI recall = home.running().recall();
    String token = home.token(owner.key());
    try (MnemeClient client = new MnemeClient()) {
      print(client.written(recall, token, question));
      return ExitCode.OK;
    }
  }

  private static void print(Written answer) {
    List<String> ids = answer.sources().stream().map(Written.Source::id).toList();
    if (answer.sentences().isEmpty()) {
      System.out.println(answer.answer());
    }
    for (Written.Sentence sentence : answer.sentences()) {
      StringBuilder line = new StringBuilder(sentence.text());
      sentence.memories().forEach(id -> line.append(" [").append(ids.indexOf(id) + 1).append(']'));
      System.out.println(line);
    }
    for (int i = 0; i < answer.sources().size(); i++) {
      Written.Source source = answer.sources().get(i);
      System.out.printf(
          Locale.ROOT,
          "  [%d] %tF  %s: %s%n",
          i + 1,
          source.time().atOffset(ZoneOffset.UTC),
          source.id(),
          source.text());
    }
    if (answer.notice() != null) {
      System.out.println(
          "  extracted, because the language model is not to be had: " + answer.notice());
    }
  }
}
