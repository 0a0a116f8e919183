// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.catalog.BeanFactoryAwareFunctionRegistry;
import org.springframework.cloud.function.json.JacksonMapper;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.CompositeMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The beans of a function and the catalog that finds it. A plain context with beans registered in
 * code: Spring Boot's auto-configuration and Spring Cloud Function's, with their scans, conditions
 * and property binding, and the reading of annotations would cost start-up and bring nothing that a
 * process with one function uses.
 */
final class FunctionContext {
  private FunctionContext() {}

  /**
   * Creates all beans.
   *
   * @throws SettingsException if a bean could not be made because of one
   */
  static ConfigurableApplicationContext of(
      BeanRegistrar module, Settings settings, Supplier<MeterRegistry> meters) {
    GenericApplicationContext context = new GenericApplicationContext();
    context.getBeanFactory().registerSingleton("settings", settings);
    context.registerBean("meters", MeterRegistry.class, meters, bean -> bean.setLazyInit(true));
    context.registerBean("functionCatalog", FunctionRegistry.class, FunctionContext::catalog);
    try {
      context.register(module);
      context.refresh();
      return context;
    } catch (BeansException e) {
      throw settingsException(e);
    }
  }

  /** The converters are there because the constructor wants some; no event meets them. */
  private static FunctionRegistry catalog() {
    return new BeanFactoryAwareFunctionRegistry(
        new GenericConversionService(),
        new CompositeMessageConverter(List.of(new ByteArrayMessageConverter())),
        new JacksonMapper(new JsonMapper()),
        null,
        null);
  }

  private static RuntimeException settingsException(BeansException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SettingsException settingsAreWrong) {
        return settingsAreWrong;
      }
    }
    return e;
  }
}
