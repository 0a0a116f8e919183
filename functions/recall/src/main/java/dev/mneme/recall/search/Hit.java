// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Written;
import dev.mneme.recall.ranking.Feature;
import dev.mneme.recall.ranking.Ranked;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One memory that was found.
 *
 * @param highlights passages with the words found, as HTML: the text escaped, the words in {@code
 *     <em>}
 * @param score sum of {@code why}; only the order within one search means anything
 * @param nearness cosine of question and memory, -1 to 1
 * @param why what each feature contributed
 */
public record Hit(
    String id,
    Instant time,
    String text,
    String category,
    String kind,
    List<String> people,
    String source,
    List<String> highlights,
    double score,
    double nearness,
    Map<Feature, Double> why)
    implements Written {
  private static final double DIGITS = 10_000.0;

  static Hit of(StoredMemory memory, Ranked ranked, List<String> highlights) {
    Map<Feature, Double> why = new EnumMap<>(Feature.class);
    ranked.contributions().forEach((feature, part) -> why.put(feature, rounded(part)));
    return new Hit(
        memory.id(),
        memory.time(),
        memory.text(),
        memory.category(),
        memory.kind(),
        memory.people(),
        memory.source(),
        highlights,
        rounded(ranked.score()),
        rounded(ranked.found().nearness()),
        why);
  }

  @Override
  public void write(FieldWriter json) {
    json.put("id", id);
    json.put("time", time);
    json.put("text", text);
    json.put("category", category);
    json.put("kind", kind);
    json.texts("people", people);
    json.put("source", source);
    json.texts("highlights", highlights);
    json.put("score", score);
    json.put("nearness", nearness);
    json.put("why", parts -> why.forEach((feature, part) -> parts.put(feature.toString(), part)));
  }

  private static double rounded(double value) {
    return Math.round(value * DIGITS) / DIGITS;
  }
}
