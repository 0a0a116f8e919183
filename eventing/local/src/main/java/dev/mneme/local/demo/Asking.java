// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.contract.UserKey;
import dev.mneme.local.client.MnemeClient;
import dev.mneme.local.console.Step;
import dev.mneme.local.demo.Summary.Recalled;
import dev.mneme.local.demo.Summary.Source;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** Asks the sample's questions. */
final class Asking {
  private final MnemeClient client;
  private final URI recall;
  private final Function<UserKey, String> tokens;

  Asking(MnemeClient client, URI recall, Function<UserKey, String> tokens) {
    this.client = client;
    this.recall = recall;
    this.tokens = tokens;
  }

  List<Recalled> run(List<Sample.Question> questions, Step line) {
    List<Recalled> answers = questions.stream().map(this::ask).toList();
    line.done(answers.size() + " questions answered from their asker's own memories");
    return answers;
  }

  private Recalled ask(Sample.Question question) {
    UserKey asker = new UserKey(question.tenant(), question.user());
    MnemeClient.Answer answer = client.ask(recall, tokens.apply(asker), question.question());
    return new Recalled(
        question.user(),
        question.question(),
        answer.answer(),
        answer.sources().stream()
            .map(
                source ->
                    new Source(
                        source.id(), source.time().toString(), source.text(), source.score()))
            .toList());
  }
}
