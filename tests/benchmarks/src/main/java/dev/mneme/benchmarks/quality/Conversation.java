// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.List;

/** What two people said to each other over months, and what can be asked about it. */
record Conversation(String id, List<Turn> turns, List<Question> questions) {
  Conversation {
    turns = List.copyOf(turns);
    questions = List.copyOf(questions);
  }
}
