// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.settings.Settings;
import dev.mneme.stores.Consents;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What train is made of. */
@Configuration(proxyBeanMethods = false)
class TrainConfiguration {
  @Bean
  Postgres postgres(Settings settings) {
    return Postgres.of(settings);
  }

  @Bean
  ObjectStore objectStore(Settings settings) {
    return ObjectStore.of(settings);
  }

  @Bean
  Learners learners(Settings settings) {
    int cores = Math.min(Runtime.getRuntime().availableProcessors(), 64);
    return new Learners((int) settings.number("MNEME_TRAIN_THREADS", cores, 1, 64), Kernel.best());
  }

  @Bean
  Function<List<CloudEvent>, List<Outcome>> train(
      Settings settings, Postgres postgres, ObjectStore objectStore, Learners learners) {
    UserScope scope = new UserScope(postgres);
    LabelledMemories memories =
        new LabelledMemories(
            scope, (int) settings.number("MNEME_TRAIN_MOST", 20_000, 1_000, 1_000_000));
    int least = (int) settings.number("MNEME_TRAIN_LEAST", 12, 3, 1_000);
    UserTraining training =
        new UserTraining(
            new Consents(scope), memories, learners, objectStore, new ModelRegistry(scope), least);
    return new TrainFunction(training::train, 4 * learners.threads());
  }
}
