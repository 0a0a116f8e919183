// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import java.util.List;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.catalog.BeanFactoryAwareFunctionRegistry;
import org.springframework.cloud.function.json.JacksonMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.CompositeMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spring Cloud Function's catalog without its auto-configuration, which scans for functions, makes
 * a router and binds properties, none of which a process with one function needs. The converters
 * are there because the catalog's constructor wants some; no event meets them.
 */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {
  @Bean
  FunctionRegistry functionCatalog() {
    return new BeanFactoryAwareFunctionRegistry(
        new DefaultConversionService(),
        new CompositeMessageConverter(List.of(new ByteArrayMessageConverter())),
        new JacksonMapper(new JsonMapper()),
        null,
        null);
  }
}
