// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.contract.UserKey;
import dev.mneme.local.client.Found;
import dev.mneme.local.client.MnemeClient;
import dev.mneme.local.console.Step;
import dev.mneme.local.demo.Summary.OnlyReranked;
import dev.mneme.local.demo.Summary.Reranking;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Searches for the same memories by words alone, by meaning alone and reranked. */
final class Comparing {
  private final MnemeClient client;
  private final URI recall;
  private final Function<UserKey, String> tokens;

  Comparing(MnemeClient client, URI recall, Function<UserKey, String> tokens) {
    this.client = client;
    this.recall = recall;
    this.tokens = tokens;
  }

  /** Places of the right memory, from 1, or 0; and its text. */
  private record Places(Sample.Judged asked, int words, int nearness, int reranked, String text) {
    boolean onlyReranked() {
      return reranked == 1 && words != 1 && nearness != 1;
    }

    /** How far off it would be without the reranker; what was not found is furthest. */
    int gain() {
      int worst = Integer.MAX_VALUE;
      return Math.min(words == 0 ? worst : words, nearness == 0 ? worst : nearness);
    }
  }

  Reranking run(List<Sample.Judged> questions, Step line) {
    List<Places> all = new ArrayList<>();
    for (Sample.Judged question : questions) {
      all.add(places(question));
      line.update(all.size() + " of " + questions.size() + " questions");
    }
    Reranking reranking = reranking(all);
    line.done(reranking.inWords());
    return reranking;
  }

  private static Reranking reranking(List<Places> all) {
    Places best =
        all.stream()
            .filter(Places::onlyReranked)
            .max((one, other) -> Integer.compare(one.gain(), other.gain()))
            .orElseThrow(
                () -> new DemoException("no memory that only the reranked search puts first"));
    return new Reranking(
        all.size(),
        all.stream().filter(places -> places.words() == 1).count(),
        all.stream().filter(places -> places.nearness() == 1).count(),
        all.stream().filter(places -> places.reranked() == 1).count(),
        new OnlyReranked(
            best.asked().user(),
            best.asked().question(),
            best.asked().memory(),
            best.text(),
            best.words(),
            best.nearness()));
  }

  private Places places(Sample.Judged asked) {
    Found reranked = found(asked, "ranked");
    int rank = reranked.rank(asked.memory());
    return new Places(
        asked,
        found(asked, "words").rank(asked.memory()),
        found(asked, "nearness").rank(asked.memory()),
        rank,
        rank == 0 ? "" : reranked.hits().get(rank - 1).text());
  }

  private Found found(Sample.Judged asked, String order) {
    UserKey asker = new UserKey(asked.tenant(), asked.user());
    return client.search(recall, tokens.apply(asker), asked.question(), order);
  }
}
