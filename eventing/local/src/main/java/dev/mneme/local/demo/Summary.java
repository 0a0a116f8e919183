// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of the demonstration found; every value was computed in that run.
 *
 * @param memories handed over and good, written and spoken
 * @param persisted rows of the database
 * @param seconds each step took
 */
public record Summary(
    int memories,
    List<Transcript> transcripts,
    long persisted,
    Stores stores,
    List<DeadEvent> deadLetters,
    Twice twice,
    List<Model> models,
    Audit audit,
    List<Recalled> recall,
    Reranking reranking,
    Map<String, Double> seconds) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** For people. */
  public String text() {
    return SummaryText.of(this);
  }

  /** For programs; UTF-8. */
  public byte[] json() {
    return JSON.writeValueAsBytes(this);
  }

  Summary tookInAll(Map<String, Double> all) {
    return new Summary(
        memories,
        transcripts,
        persisted,
        stores,
        deadLetters,
        twice,
        models,
        audit,
        recall,
        reranking,
        new LinkedHashMap<>(all));
  }

  /** How many memories of everybody each store holds, counted in the store itself. */
  public record Stores(long postgres, long mongodb, long opensearch, long s3) {
    boolean agree() {
      return postgres == mongodb && postgres == opensearch && postgres == s3;
    }

    String inWords() {
      return "%d in Postgres, %d in MongoDB, %d in OpenSearch, %d in S3"
          .formatted(postgres, mongodb, opensearch, s3);
    }
  }

  /**
   * A recording as it was understood.
   *
   * @param wordErrorRate against the words that were really spoken, 0 is perfect
   */
  public record Transcript(
      String memory, String text, String engine, double wordErrorRate, double confidence) {}

  /** An event that no function could do anything with. */
  public record DeadEvent(
      String memory, String route, String reason, String detail, int attempts) {}

  /**
   * One event that was sent twice.
   *
   * @param recognized whether the gateway said that it was there already
   * @param effects rows in the database
   */
  public record Twice(String memory, boolean recognized, long effects) {}

  /**
   * A personal model.
   *
   * @param memories it learnt from and was measured on, together
   * @param heldOut memories it was measured on, later than those it learnt from
   * @param heldOutAccuracy share it filed as their owner did
   * @param baselineAccuracy of the labels that need no training, on the same memories
   * @param promoted whether it won and is used from now on
   */
  public record Model(
      String user,
      int memories,
      double seconds,
      int heldOut,
      double heldOutAccuracy,
      double baselineAccuracy,
      boolean promoted) {}

  /**
   * The audit log.
   *
   * @param size leaves under the anchored root
   * @param root hex
   * @param transaction that put it on the chain
   * @param proofs of memories that were checked against the root as read from the chain
   * @param verified whether every one of them held
   */
  public record Audit(
      long size,
      String root,
      String transaction,
      long chainId,
      String contract,
      int proofs,
      boolean verified) {}

  /** A question and what the user's own memories say. */
  public record Recalled(String user, String question, String answer, List<Source> sources) {}

  /**
   * What the reranker adds: for how many questions the memory that answers is first.
   *
   * @param only a memory that neither of the two others puts first
   */
  public record Reranking(
      int questions, long firstByWords, long firstByNearness, long first, OnlyReranked only) {
    String inWords() {
      return "of %d questions the right memory is first for %d; by BM25 alone for %d, by vector alone for %d"
          .formatted(questions, first, firstByWords, firstByNearness);
    }
  }

  /**
   * A memory that only the reranked search puts first.
   *
   * @param byWords its place by BM25 alone, from 1; 0 if not among 50
   * @param byNearness its place by vector alone, likewise
   */
  public record OnlyReranked(
      String user, String question, String memory, String text, int byWords, int byNearness) {}

  /** A memory that an answer rests on. */
  public record Source(String memory, String time, String text, double score) {}
}
