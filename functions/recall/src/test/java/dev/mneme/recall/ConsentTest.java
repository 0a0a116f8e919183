// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.recall.TestMemories.Told;
import dev.mneme.stores.TestConsents;
import dev.mneme.stores.TestStores;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Recall answers whom it may answer. */
@ExtendWith(RecallOnStores.Provider.class)
class ConsentTest {
  private static final TestStores STORES = TestStores.shared();
  private static final TestConsents DECISIONS = new TestConsents(STORES::superuser);
  private static final UserKey ADA = new UserKey("consent", "ada");
  private static final UserKey BEN = new UserKey("consent", "ben");

  private static TestMemories memories;
  private static TestCaller caller;

  @BeforeAll
  static void start(RecallOnStores recall) {
    memories = recall.memories();
    caller = recall.caller();
    for (UserKey owner : List.of(ADA, BEN)) {
      memories.persist(owner, Told.of("m", "The spare key lies under the blue pot."));
    }
  }

  @Test
  void whoWithdrewItIsToldNothingAnywhere() throws Exception {
    // Given
    DECISIONS.decide(ADA, Purpose.RECALL, false);

    // Then
    for (HttpResponse<String> refused : everything(ADA)) {
      assertThat(refused.statusCode()).as(refused.uri().getPath()).isEqualTo(403);
      assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(refused.body())
          .contains("No consent", "expected it for recall, found it withdrawn")
          .doesNotContain("blue pot");
    }
    for (HttpResponse<String> answered : everything(BEN)) {
      TestCaller.good(answered);
    }

    // And once it is granted again
    DECISIONS.decide(ADA, Purpose.RECALL, true);
    for (HttpResponse<String> answered : everything(ADA)) {
      TestCaller.good(answered);
    }
  }

  private static List<HttpResponse<String>> everything(UserKey asker) throws Exception {
    Map<String, String> question = Map.of("question", "Where does the spare key lie?");
    return List.of(
        caller.post(asker, "/v1/recall", question),
        caller.post(asker, "/v1/search", question),
        caller.post(asker, "/v1/ask", question),
        caller.get(asker, "/v1/life"),
        caller.get(asker, "/v1/timeline"),
        caller.get(asker, "/v1/capsules"));
  }
}
