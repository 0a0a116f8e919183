// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.identity.endpoint.PersonalEndpoints;
import dev.mneme.runtime.Endpoint;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asking, over whatever {@link Evidence} there is. */
@Configuration(proxyBeanMethods = false)
public class AskConfiguration {
  @Bean
  AnswerWriter answerWriter(Settings settings, Embedder embedder, Postgres postgres) {
    AnswerWriter extractive = new ExtractiveWriter(embedder);
    Optional<ChatSettings> chat = ChatSettings.of(settings);
    if (chat.isEmpty()) {
      return extractive;
    }
    TokenBudget budget =
        new TokenBudget(new UserScope(postgres), chat.get().dailyTokens(), Clock.systemUTC());
    return new ModelWriter(
        new ChatModel(chat.get()), budget, chat.get().answerTokens(), extractive);
  }

  @Bean
  Endpoint ask(PersonalEndpoints personal, Evidence evidence, AnswerWriter writer) {
    return personal.endpoint("POST", "/v1/ask", new Asking(evidence, writer)::handle);
  }
}
