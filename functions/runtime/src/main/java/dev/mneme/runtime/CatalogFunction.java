// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.batch.Outcome;
import io.cloudevents.CloudEvent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;

/**
 * The function as the catalog has it. Its converters are switched off: they would try to make JSON
 * of a CloudEvent (spring-cloud-function issue 1455), and the runtime has already read it.
 */
final class CatalogFunction {
  private static final ResolvableType EVENT = ResolvableType.forClass(CloudEvent.class);
  private static final ResolvableType EVENTS =
      ResolvableType.forClassWithGenerics(List.class, CloudEvent.class);
  private static final ResolvableType OUTCOMES =
      ResolvableType.forClassWithGenerics(List.class, Outcome.class);

  private final FunctionInvocationWrapper function;
  private final boolean batch;

  private CatalogFunction(FunctionInvocationWrapper function, boolean batch) {
    this.function = function;
    this.batch = batch;
  }

  /**
   * Looks the function up.
   *
   * @param definition its name; empty where there is only one
   * @return empty if there is no function at all, as in a process that has only endpoints
   * @throws IllegalStateException if there is more than one, none of that name, or it has other
   *     types
   */
  static Optional<CatalogFunction> find(FunctionCatalog catalog, String definition) {
    Set<String> names = catalog.getNames(null);
    if (names.isEmpty() && definition.isEmpty()) {
      return Optional.empty();
    }
    FunctionInvocationWrapper found = catalog.lookup(definition);
    if (found == null) {
      throw new IllegalStateException(
          definition.isEmpty()
              ? "expected one function bean, or spring.cloud.function.definition to name one of "
                  + names
              : "spring.cloud.function.definition names " + definition + ", known are " + names);
    }
    found.setSkipInputConversion(true);
    found.setSkipOutputConversion(true);
    if (is(found.getInputType(), EVENT) && is(found.getOutputType(), EVENTS)) {
      return Optional.of(new CatalogFunction(found, false));
    }
    if (is(found.getInputType(), EVENTS) && is(found.getOutputType(), OUTCOMES)) {
      return Optional.of(new CatalogFunction(found, true));
    }
    throw new IllegalStateException(
        found
            + " is neither Function<CloudEvent, List<CloudEvent>>"
            + " nor Function<List<CloudEvent>, List<Outcome>>");
  }

  String name() {
    return function.getFunctionDefinition();
  }

  /** Whether it takes events by the list. */
  boolean batch() {
    return batch;
  }

  /** Calls it; {@code input} and answer are of the types it was declared with. */
  List<?> apply(Object input) {
    Object answer = function.apply(input);
    Object payload = answer instanceof Message<?> message ? message.getPayload() : answer;
    if (payload instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException("function " + name() + " answered no list, but " + payload);
  }

  private static boolean is(Type type, ResolvableType expected) {
    return type != null && expected.toString().equals(ResolvableType.forType(type).toString());
  }
}
