// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SummaryTest {
  private static final Summary SUMMARY =
      new Summary(
          3,
          List.of(new Summary.Transcript("m-1", "hello word", "engine 1", 0.5, 0.9)),
          3,
          new Summary.Stores(3, 3, 3, 3),
          List.of(new Summary.DeadEvent("m-2", "transcribe", "refused", "data: no audio", 1)),
          new Summary.Twice("m-3", true, 1),
          List.of(
              new Summary.Model("ann", 60, 0.25, 20, 0.9, 0.6, true),
              new Summary.Model("bob", 60, 0.25, 20, 0.5, 0.6, false)),
          new Summary.Audit(5, "ab12", "0xfeed", 31_337, "0xc0de", 3, true),
          List.of(
              new Summary.Recalled(
                  "ann",
                  "Who?",
                  "Me.",
                  List.of(new Summary.Source("m-1", "2026-01-01T00:00:00Z", "Me.", 0.75)))),
          new Summary.Reranking(
              7,
              2,
              3,
              6,
              new Summary.OnlyReranked("ann", "Where did Leon go?", "m-9", "Leon went.", 4, 0)),
          Map.of("start", 1.5));

  @Test
  void theJsonHasWhatOthersReadFromIt() {
    // When
    JsonNode json = JsonMapper.shared().readTree(SUMMARY.json());

    // Then
    assertThat(json.path("memories").intValue()).isEqualTo(3);
    assertThat(json.at("/transcripts/0/text").stringValue()).isEqualTo("hello word");
    assertThat(json.at("/transcripts/0/engine").stringValue()).isEqualTo("engine 1");
    assertThat(json.at("/transcripts/0/wordErrorRate").doubleValue()).isEqualTo(0.5);
    assertThat(json.path("persisted").longValue()).isEqualTo(3);
    assertThat(json.at("/stores/mongodb").longValue()).isEqualTo(3);
    assertThat(json.at("/stores/opensearch").longValue()).isEqualTo(3);
    assertThat(json.at("/stores/s3").longValue()).isEqualTo(3);
    assertThat(json.at("/deadLetters/0/reason").stringValue()).isEqualTo("refused");
    assertThat(json.at("/models/0/user").stringValue()).isEqualTo("ann");
    assertThat(json.at("/models/0/memories").intValue()).isEqualTo(60);
    assertThat(json.at("/models/0/seconds").doubleValue()).isEqualTo(0.25);
    assertThat(json.at("/models/0/heldOutAccuracy").doubleValue()).isEqualTo(0.9);
    assertThat(json.at("/models/0/baselineAccuracy").doubleValue()).isEqualTo(0.6);
    assertThat(json.at("/audit/size").longValue()).isEqualTo(5);
    assertThat(json.at("/audit/root").stringValue()).isEqualTo("ab12");
    assertThat(json.at("/audit/transaction").stringValue()).isEqualTo("0xfeed");
    assertThat(json.at("/audit/verified").booleanValue()).isTrue();
    assertThat(json.at("/recall/0/question").stringValue()).isEqualTo("Who?");
    assertThat(json.at("/recall/0/answer").stringValue()).isEqualTo("Me.");
    assertThat(json.at("/recall/0/sources/0/memory").stringValue()).isEqualTo("m-1");
    assertThat(json.at("/reranking/only/memory").stringValue()).isEqualTo("m-9");
    assertThat(json.at("/reranking/only/byWords").intValue()).isEqualTo(4);
    assertThat(json.at("/seconds/start").doubleValue()).isEqualTo(1.5);
  }

  @Test
  void storesAgreeOnlyIfAllHoldTheSame() {
    assertThat(new Summary.Stores(3, 3, 3, 3).agree()).isTrue();
    assertThat(new Summary.Stores(3, 2, 3, 3).agree()).isFalse();
    assertThat(new Summary.Stores(3, 3, 2, 3).agree()).isFalse();
    assertThat(new Summary.Stores(3, 3, 3, 2).agree()).isFalse();
  }

  @Test
  void theTextSaysWhereTheBaselineStays() {
    assertThat(SUMMARY.text())
        .contains("ann: learnt from 40, right on 90 % of 20 later ones")
        .contains("promoted")
        .contains("bob: learnt from 40, right on 50 % of 20 later ones, without training 60 %:")
        .contains("the baseline stays")
        .contains("m-2: refused by transcribe")
        .contains("stores       3 in Postgres, 3 in MongoDB, 3 in OpenSearch, 3 in S3")
        .contains("is first for 6; by BM25 alone for 2, by vector alone for 3")
        .contains("m-9 is first; by BM25 alone number 4, by vector alone not among 50")
        .contains("m-3: recognized, effects in the database: 1");
  }
}
