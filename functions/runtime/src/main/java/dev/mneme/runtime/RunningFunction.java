// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.LogLine;
import dev.mneme.contract.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A function that serves. Closing it turns new work away, waits for the work in flight as long as
 * {@code MNEME_SHUTDOWN_SECONDS} allows, and then closes the function's beans.
 */
public final class RunningFunction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningFunction.class);

  private final ConfigurableApplicationContext context;
  private final RuntimeSettings settings;
  private final Metrics metrics;
  private final Admission admission;
  private final Optional<CatalogFunction> function;
  private final FunctionServer server;

  private RunningFunction(
      ConfigurableApplicationContext context, Metrics metrics, RuntimeSettings settings) {
    this.context = context;
    this.settings = settings;
    this.metrics = metrics;
    this.admission = new Admission(settings.concurrency());
    this.function = CatalogFunction.find(context);
    this.server =
        FunctionServer.start(
            settings.port(),
            settings.read(),
            new Front(routes(), admission, settings.maxBodyBytes(), metrics));
  }

  static RunningFunction start(Function<Settings, BeanRegistrar> module, Settings settings) {
    BeanRegistrar beans = module.apply(settings);
    FirstTime.ahead();
    RuntimeSettings own = RuntimeSettings.of(settings);
    Metrics metrics = new Metrics();
    ConfigurableApplicationContext context = FunctionContext.of(beans, settings, metrics::registry);
    try {
      settings.rejectUnknown();
      return new RunningFunction(context, metrics, own);
    } catch (RuntimeException e) {
      context.close();
      metrics.close();
      throw e;
    }
  }

  private Routes routes() {
    Probes probes = new Probes(admission);
    Routes routes =
        new Routes()
            .add("GET", "/livez", false, probes::live)
            .add("GET", "/readyz", false, probes::ready)
            .add("GET", "/metrics", false, metrics::handle);
    function.ifPresent(
        found -> routes.add("POST", "/", true, new EventsHandler(events(found), metrics)));
    List<Endpoint> endpoints = context.getBeanProvider(Endpoint.class).stream().toList();
    if (function.isEmpty() && endpoints.isEmpty()) {
      throw new IllegalStateException(
          "expected a function bean or an Endpoint bean, found neither");
    }
    endpoints.forEach(
        endpoint -> routes.add(endpoint.method(), endpoint.path(), true, endpoint.handler()));
    return routes;
  }

  private EventFunction events(CatalogFunction found) {
    Clock clock = Clock.systemUTC();
    FunctionCalls calls = new FunctionCalls(found, settings.concurrency(), clock);
    return new EventCheck(clock, found.batch() ? calls::all : new EventLanes(calls));
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Where events are posted to, as seen from this machine. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port() + "/");
  }

  /** The name the function has in the catalog; {@code endpoints} where there is none. */
  public String name() {
    return function.map(CatalogFunction::name).orElse("endpoints");
  }

  @Override
  public void close() {
    if (!admission.drain(settings.shutdown())) {
      LOG.warn(
          "{}", new LogLine("cut off").add("function", name()).add("after", settings.shutdown()));
    }
    server.close();
    context.close();
    metrics.close();
  }
}
