// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that ask, of a recall without a language model and of one with a played one. */
@ExtendWith(RecallOnStores.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithPlayedModel {
  TestMemories memories;
  TestCaller extract;
  PlayedModel model;

  @BeforeAll
  void start(RecallOnStores recall) {
    memories = recall.memories();
    extract = recall.caller();
    model = new PlayedModel(recall);
  }

  @AfterAll
  void stop() {
    model.close();
  }

  @BeforeEach
  void forget() {
    model.forget();
  }
}
