// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.settings.Settings;
import dev.mneme.runtime.Beans;
import dev.mneme.stores.Consents;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

/** What train is made of. */
final class TrainConfiguration implements BeanRegistrar {
  @Override
  public void register(BeanRegistry beans, Environment environment) {
    Beans.add(beans, Postgres.class, with -> Postgres.of(with.bean(Settings.class)));
    Beans.add(beans, ObjectStore.class, with -> ObjectStore.of(with.bean(Settings.class)));
    Beans.add(beans, Learners.class, with -> learners(with.bean(Settings.class)));
    beans.registerBean(
        "train",
        new ParameterizedTypeReference<Function<List<CloudEvent>, List<Outcome>>>() {},
        bean -> bean.supplier(TrainConfiguration::train));
  }

  private static Learners learners(Settings settings) {
    int cores = Math.min(Runtime.getRuntime().availableProcessors(), 64);
    return new Learners((int) settings.number("MNEME_TRAIN_THREADS", cores, 1, 64), Kernel.best());
  }

  private static Function<List<CloudEvent>, List<Outcome>> train(
      BeanRegistry.SupplierContext with) {
    Settings settings = with.bean(Settings.class);
    Learners learners = with.bean(Learners.class);
    UserScope scope = new UserScope(with.bean(Postgres.class));
    LabelledMemories memories =
        new LabelledMemories(
            scope, (int) settings.number("MNEME_TRAIN_MOST", 20_000, 1_000, 1_000_000));
    int least = (int) settings.number("MNEME_TRAIN_LEAST", 12, 3, 1_000);
    UserTraining training =
        new UserTraining(
            new Consents(scope),
            memories,
            learners,
            with.bean(ObjectStore.class),
            new ModelRegistry(scope),
            least);
    return new TrainFunction(training::train, 4 * learners.threads());
  }
}
