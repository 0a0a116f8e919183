// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.classify.people.PeopleFinder;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.embedding.MiniLm;
import dev.mneme.runtime.Beans;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
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
    // First: it loads while all else is made, and nothing is served before it is there.
    Beans.add(beans, MiniLm.class, with -> embedder(with.bean(Settings.class)));
    Beans.add(beans, SmartInitializingSingleton.class, with -> with.bean(MiniLm.class)::await);
    beans.registerBean(
        "classify",
        new ParameterizedTypeReference<Function<List<CloudEvent>, List<Outcome>>>() {},
        bean -> bean.supplier(with -> classify(with.bean(MiniLm.class))));
  }

  private static MiniLm embedder(Settings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    return MiniLm.loading(
        (int)
            settings.number(
                "MNEME_EMBEDDING_THREADS", Math.min(cores, MOST_THREADS), 1, MOST_THREADS));
  }

  private static Function<List<CloudEvent>, List<Outcome>> classify(Embedder embedder) {
    return new ClassifyFunction(embedder, Classifier.load(embedder.model()), PeopleFinder.load());
  }
}
