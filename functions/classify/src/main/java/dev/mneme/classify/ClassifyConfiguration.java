// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.classify.people.PeopleFinder;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.embedding.MiniLm;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The function and its model. {@code MNEME_EMBEDDING_THREADS}, by default as many as there are
 * cores, says how many texts are read at the same time.
 */
@Configuration(proxyBeanMethods = false)
class ClassifyConfiguration {
  private static final int MOST_THREADS = 64;

  @Bean
  Embedder embedder(Settings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    return MiniLm.load(
        (int)
            settings.number(
                "MNEME_EMBEDDING_THREADS", Math.min(cores, MOST_THREADS), 1, MOST_THREADS));
  }

  @Bean
  Function<List<CloudEvent>, List<Outcome>> classify(Embedder embedder) {
    return new ClassifyFunction(embedder, Classifier.load(embedder.model()), PeopleFinder.load());
  }
}
