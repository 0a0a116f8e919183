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
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

/**
 * The function and its model. {@code MNEME_EMBEDDING_THREADS}, by default as many as there are
 * cores, says how many texts are read at the same time.
 */
final class ClassifyConfiguration implements BeanRegistrar {
  private static final int MOST_THREADS = 64;

  @Override
  public void register(BeanRegistry beans, Environment environment) {
    beans.registerBean(
        Embedder.class, bean -> bean.supplier(with -> embedder(with.bean(Settings.class))));
    beans.registerBean(
        "classify",
        new ParameterizedTypeReference<Function<List<CloudEvent>, List<Outcome>>>() {},
        bean -> bean.supplier(with -> classify(with.bean(Embedder.class))));
  }

  private static Embedder embedder(Settings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    return MiniLm.load(
        (int)
            settings.number(
                "MNEME_EMBEDDING_THREADS", Math.min(cores, MOST_THREADS), 1, MOST_THREADS));
  }

  private static Function<List<CloudEvent>, List<Outcome>> classify(Embedder embedder) {
    return new ClassifyFunction(embedder, Classifier.load(embedder.model()), PeopleFinder.load());
  }
}
