// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.LogLine;
import dev.mneme.contract.UserKey;
import dev.mneme.recall.ask.Evidence.Finding;
import dev.mneme.recall.ask.TokenBudget.Reserved;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the language model write, as long as the asker's budget lasts; else, or if the model fails
 * before the first sentence, the answer is extracted and says so.
 */
final class ModelWriter implements AnswerWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ModelWriter.class);

  private final ChatModel model;
  private final TokenBudget budget;
  private final int answerTokens;
  private final AnswerWriter otherwise;

  ModelWriter(ChatModel model, TokenBudget budget, int answerTokens, AnswerWriter otherwise) {
    this.model = model;
    this.budget = budget;
    this.answerTokens = answerTokens;
    this.otherwise = otherwise;
  }

  @Override
  public Written write(
      UserKey asker, String question, List<Finding> found, Consumer<CitedSentence> told) {
    Prompt prompt = Prompt.of(question, found);
    Reserved reserved = budget.reserve(asker, prompt.mostTokens() + answerTokens);
    if (reserved == null) {
      return noted(otherwise.write(asker, question, found, told), Notice.BUDGET);
    }
    CitationReader reader = new CitationReader(found.stream().map(Finding::id).toList(), told);
    // Whatever happens on the way, at least what was sent counts.
    long used = prompt.mostTokens();
    try {
      OptionalLong tokens = model.write(prompt, reader::accept);
      used = tokens.orElse(reserved.tokens());
      return new Written(reader.end(), WrittenBy.MODEL, null);
    } catch (ChatException e) {
      LOG.warn("{}", new LogLine("not written").add("reason", e.getMessage()), e.getCause());
      List<CitedSentence> sentences = reader.end();
      return sentences.isEmpty()
          ? noted(otherwise.write(asker, question, found, told), Notice.UNAVAILABLE)
          : new Written(sentences, WrittenBy.MODEL, Notice.UNAVAILABLE);
    } finally {
      budget.settle(reserved, used);
    }
  }

  private static Written noted(Written written, Notice notice) {
    return new Written(written.sentences(), written.by(), notice);
  }
}
