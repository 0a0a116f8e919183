// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.batch.Outcome;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionProperties;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;

/**
 * The function as the catalog has it. The catalog's converters are switched off: they would make
 * JSON of a CloudEvent that has already been read (spring-cloud-function issue 1455).
 */
final class CatalogFunction {
  private static final String EVENT = name(ResolvableType.forClass(CloudEvent.class));
  private static final String EVENTS = listOf(CloudEvent.class);
  private static final String OUTCOMES = listOf(Outcome.class);

  private final FunctionInvocationWrapper function;
  private final boolean batch;

  private CatalogFunction(FunctionInvocationWrapper function, boolean batch) {
    this.function = function;
    this.batch = batch;
  }

  /**
   * Looks up the function that {@code spring.cloud.function.definition} names, or the only one.
   *
   * @return empty if there is no function at all, as in a process that has only endpoints
   * @throws IllegalStateException if there is more than one, none of that name, or it has other
   *     types
   */
  static Optional<CatalogFunction> find(ApplicationContext context) {
    String definition =
        context.getEnvironment().getProperty(FunctionProperties.FUNCTION_DEFINITION, "");
    FunctionCatalog catalog = context.getBean(FunctionCatalog.class);
    Set<String> names = catalog.getNames(null);
    if (names.isEmpty() && definition.isEmpty()) {
      return Optional.empty();
    }
    FunctionInvocationWrapper found = catalog.lookup(definition);
    if (found == null) {
      throw new IllegalStateException(
          FunctionProperties.FUNCTION_DEFINITION
              + ": expected the name of a function, or nothing and one function; found \""
              + definition
              + "\" and functions "
              + names);
    }
    found.setSkipInputConversion(true);
    found.setSkipOutputConversion(true);
    String input = name(ResolvableType.forType(found.getInputType()));
    String output = name(ResolvableType.forType(found.getOutputType()));
    if (input.equals(EVENT) && output.equals(EVENTS)) {
      return Optional.of(new CatalogFunction(found, false));
    }
    if (input.equals(EVENTS) && output.equals(OUTCOMES)) {
      return Optional.of(new CatalogFunction(found, true));
    }
    throw new IllegalStateException(
        "function "
            + found.getFunctionDefinition()
            + ": expected Function<CloudEvent, List<CloudEvent>> or Function<List<CloudEvent>,"
            + " List<Outcome>>, found Function<"
            + input
            + ", "
            + output
            + ">");
  }

  String name() {
    return function.getFunctionDefinition();
  }

  /** Whether it takes events by the list. */
  boolean batch() {
    return batch;
  }

  /** Calls it; argument and result are of the types it was declared with. */
  List<?> apply(Object argument) {
    Object result = function.apply(argument);
    Object bare = result instanceof Message<?> message ? message.getPayload() : result;
    if (bare instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException("function " + name() + " gave no list, but " + bare);
  }

  private static String listOf(Class<?> element) {
    return name(ResolvableType.forClassWithGenerics(List.class, element));
  }

  private static String name(ResolvableType type) {
    return type.toString();
  }
}
