// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.UserKey;
import dev.mneme.recall.ask.Evidence.Finding;
import java.util.List;
import java.util.function.Consumer;

/** Makes sentences of findings. */
interface AnswerWriter {
  /**
   * Writes the answer.
   *
   * @param found one or more, best first
   * @param told takes each sentence as soon as it is certain
   */
  Written write(UserKey asker, String question, List<Finding> found, Consumer<CitedSentence> told);
}
