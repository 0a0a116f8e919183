// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a writer made of the findings.
 *
 * @param sentences empty where they do not answer
 */
record Written(List<CitedSentence> sentences, WrittenBy by, @Nullable Notice notice) {
  static Written nothing(WrittenBy by) {
    return new Written(List.of(), by, null);
  }
}
