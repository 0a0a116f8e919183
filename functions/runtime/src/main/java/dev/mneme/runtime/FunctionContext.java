// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.catalog.BeanFactoryAwareFunctionRegistry;
import org.springframework.cloud.function.json.JsonMapper;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.CompositeMessageConverter;

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
    GenericApplicationContext context = new BareContext();
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
        new NoJson(),
        null,
        null);
  }

  /** Without what Spring prepares for every application, and this one never asks for. */
  private static final class BareContext extends GenericApplicationContext {
    /** Would read all locales of the JVM; no message here is in any. */
    @Override
    protected void initMessageSource() {}

    /** Would make the caches first, and look through all jars for that; nothing is in them. */
    @Override
    protected void resetCommonCaches() {}
  }

  /** Jackson's mapper would be made at every start. */
  private static final class NoJson extends JsonMapper {
    @Override
    protected <T> T doFromJson(Object json, Type type) {
      throw new UnsupportedOperationException("the catalog converts nothing");
    }

    @Override
    public String toString(Object value) {
      throw new UnsupportedOperationException("the catalog converts nothing");
    }
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
