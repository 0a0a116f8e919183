// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A function that serves. Closing it finishes what is in flight, then closes its beans. */
public final class RunningFunction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningFunction.class);

  private final AnnotationConfigApplicationContext context;
  private final FunctionServer server;
  private final Metrics metrics;
  private final String name;

  private RunningFunction(
      AnnotationConfigApplicationContext context,
      FunctionServer server,
      Metrics metrics,
      String name) {
    this.context = context;
    this.server = server;
    this.metrics = metrics;
    this.name = name;
  }

  static RunningFunction start(Class<?> configuration, Settings settings) {
    RuntimeSettings own = RuntimeSettings.of(settings);
    AnnotationConfigApplicationContext context = context(configuration, settings);
    try {
      settings.rejectUnknown();
      Optional<CatalogFunction> function =
          CatalogFunction.find(
              context.getBean(FunctionCatalog.class),
              context.getEnvironment().getProperty(FunctionProperties.FUNCTION_DEFINITION, ""));
      return serve(context, function, own);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  private static RunningFunction serve(
      AnnotationConfigApplicationContext context,
      Optional<CatalogFunction> function,
      RuntimeSettings own) {
    Metrics metrics = new Metrics();
    FunctionServer server = new FunctionServer(own);
    Routes routes =
        new Routes()
            .add("GET", "/livez", false, server::live)
            .add("GET", "/readyz", false, server::ready)
            .add("GET", "/metrics", false, metrics::handle);
    function.ifPresent(
        found -> routes.add("POST", "/", true, new EventsHandler(events(found, own), metrics)));
    List<Endpoint> endpoints = context.getBeanProvider(Endpoint.class).stream().toList();
    if (function.isEmpty() && endpoints.isEmpty()) {
      throw new IllegalStateException(
          "expected a function bean or an Endpoint bean, found neither");
    }
    endpoints.forEach(
        endpoint -> routes.add(endpoint.method(), endpoint.path(), true, endpoint.handler()));
    server.start(new Front(routes, own, metrics));
    return new RunningFunction(
        context, server, metrics, function.map(CatalogFunction::name).orElse("endpoints"));
  }

  private static EventFunction events(CatalogFunction function, RuntimeSettings own) {
    Clock clock = Clock.systemUTC();
    FunctionCalls calls = new FunctionCalls(function, own.concurrency(), clock);
    return new EventCheck(clock, function.batch() ? calls::all : new EventLanes(calls));
  }

  private static AnnotationConfigApplicationContext context(
      Class<?> configuration, Settings settings) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.getBeanFactory().registerSingleton("settings", settings);
    context.register(CatalogConfiguration.class, configuration);
    try {
      context.refresh();
      return context;
    } catch (BeansException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SettingsException settingsAreWrong) {
          throw settingsAreWrong;
        }
      }
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Where events are posted to, as seen from this machine. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port() + "/");
  }

  void tellReady() {
    long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    LOG.info(
        "{}", new LogLine("ready").add("function", name).add("port", port()).add("millis", millis));
  }

  @Override
  public void close() {
    server.close();
    metrics.close();
    context.close();
  }
}
