// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.recall;

import dev.mneme.contract.UserKey;
import dev.mneme.embedding.Embedder;
import dev.mneme.embedding.Vectors;
import dev.mneme.stores.search.IndexedMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Memories that nobody had: sentences put together at random, whose vectors are those of a few
 * hundred real ones, each bent a little, for to embed a hundred thousand would take longer than all
 * the rest.
 */
final class MadeMemories {
  private static final Instant BEGIN = Instant.parse("2020-01-01T08:00:00Z");
  private static final Duration BETWEEN = Duration.ofMinutes(25);
  private static final int SEEDS = 400;
  private static final double BENT = 0.03;
  private static final String[] WHO = {
    "Nora",
    "my brother",
    "the doctor",
    "Leon",
    "our neighbour",
    "my boss",
    "Priya",
    "grandmother",
    "the landlord",
    "Samuel",
    "the choir",
    "my daughter"
  };
  private static final String[] DID = {
    "called about", "forgot", "showed me", "repaired", "paid for", "laughed about", "asked for",
    "brought back", "complained about", "found", "sold", "promised me", "painted", "lost"
  };
  private static final String[] WHAT = {
    "the bicycle",
    "a letter from the bank",
    "the garden fence",
    "an old photograph",
    "the boiler",
    "tickets to Vienna",
    "the recipe for fish curry",
    "a new contract",
    "the knee operation",
    "the school play",
    "a blue notebook",
    "the spare key",
    "eleven slates",
    "the piano",
    "her driving test",
    "the tomatoes",
    "a grey cat",
    "the half marathon",
    "the rent",
    "a whale"
  };
  private static final String[] WHERE = {
    "in the kitchen", "on the train", "after the concert", "at the clinic", "by the river",
    "before breakfast", "on the phone", "during the storm", "at work", "in the old church"
  };

  private final List<float[]> seeds;
  private final String model;
  private final Random random = new Random(5);

  MadeMemories(Embedder embedder) {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < SEEDS; i++) {
      sentences.add(sentence());
    }
    this.seeds = embedder.embed(sentences);
    this.model = embedder.model();
  }

  /** A user's memories from one position to another, both inclusive. */
  List<IndexedMemory> of(UserKey owner, long from, long to) {
    List<IndexedMemory> memories = new ArrayList<>();
    for (long position = from; position <= to; position++) {
      memories.add(
          new IndexedMemory(
              owner,
              "memory-" + position,
              position,
              BEGIN.plus(BETWEEN.multipliedBy(position)),
              sentence() + " " + sentence(),
              "home",
              "event",
              List.of(),
              "written",
              "en",
              vector(),
              model));
    }
    return memories;
  }

  /** A question about something of that kind. */
  String question() {
    return "When did " + one(WHO) + " talk about " + one(WHAT) + " " + one(WHERE) + "?";
  }

  private String sentence() {
    return one(WHO) + " " + one(DID) + " " + one(WHAT) + " " + one(WHERE) + ".";
  }

  private float[] vector() {
    float[] bent = seeds.get(random.nextInt(seeds.size())).clone();
    for (int i = 0; i < bent.length; i++) {
      bent[i] += (float) (BENT * random.nextGaussian());
    }
    return Vectors.normalized(bent);
  }

  private String one(String[] all) {
    return all[random.nextInt(all.length)];
  }
}
