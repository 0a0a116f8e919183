// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.identity.TestIssuer;
import dev.mneme.runtime.FunctionApplication;
import dev.mneme.runtime.RunningFunction;
import dev.mneme.stores.TestStores;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Recall as it is run, on the shared servers; one for all tests that have owners of their own. */
final class RecallOnStores implements AutoCloseable {
  /** More at once than any test asks. */
  private static final Map<String, String> MORE = Map.of("MNEME_CONCURRENCY", "64");

  private final TestIssuer issuer = TestIssuer.start();
  private final TestMemories memories = new TestMemories(TestStores.shared());
  private final RunningFunction function = start(MORE);
  private final TestCaller caller = new TestCaller(function, issuer);

  private RecallOnStores() {}

  TestIssuer issuer() {
    return issuer;
  }

  /** What it may tell. */
  TestMemories memories() {
    return memories;
  }

  TestCaller caller() {
    return caller;
  }

  /** Another process with more settings, which whoever asks for it closes. */
  RunningFunction start(Map<String, String> more) {
    Map<String, String> environment = TestMemories.environment(TestStores.shared());
    environment.putAll(issuer.environment());
    environment.putAll(more);
    return FunctionApplication.start(RecallConfiguration::new, environment);
  }

  @Override
  public void close() {
    caller.close();
    function.close();
    memories.close();
    issuer.close();
  }

  /** Gives it to whichever test asks for it. */
  static final class Provider implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RecallOnStores.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RecallOnStores.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .computeIfAbsent(
              RecallOnStores.class, type -> new RecallOnStores(), RecallOnStores.class);
    }
  }
}
