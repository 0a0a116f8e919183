// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer in sentences.
 *
 * @param answer all sentences, or {@code unknown}
 * @param sources what was found, best first
 * @param writtenBy {@code extract} or {@code model}
 * @param notice why a configured language model did not write it
 */
public record Written(
    String answer,
    List<Sentence> sentences,
    List<Source> sources,
    String writtenBy,
    @Nullable String notice) {
  /** A sentence and the ids of the memories it rests on. */
  public record Sentence(String text, List<String> memories) {}

  /** A memory that was found. */
  public record Source(String id, Instant time, String text) {}
}
