// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.identity.endpoint.PersonalEndpoints;
import dev.mneme.runtime.Beans;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Asking, over whatever {@link Evidence} there is. */
public final class AskConfiguration implements BeanRegistrar {
  @Override
  public void register(BeanRegistry beans, Environment environment) {
    Beans.add(beans, AnswerWriter.class, AskConfiguration::writer);
    Beans.add(beans, Endpoint.class, AskConfiguration::ask);
  }

  private static AnswerWriter writer(BeanRegistry.SupplierContext with) {
    AnswerWriter extractive = new ExtractiveWriter(with.bean(Embedder.class));
    Optional<ChatSettings> chat = ChatSettings.of(with.bean(Settings.class));
    if (chat.isEmpty()) {
      return extractive;
    }
    TokenBudget budget =
        new TokenBudget(
            new UserScope(with.bean(Postgres.class)), chat.get().dailyTokens(), Clock.systemUTC());
    return new ModelWriter(
        new ChatModel(chat.get()), budget, chat.get().answerTokens(), extractive);
  }

  private static Endpoint ask(BeanRegistry.SupplierContext with) {
    Asking asking = new Asking(with.bean(Evidence.class), with.bean(AnswerWriter.class));
    return with.bean(PersonalEndpoints.class).endpoint("POST", "/v1/ask", asking::handle);
  }
}
