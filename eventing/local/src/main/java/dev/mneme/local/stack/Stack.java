// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import java.time.Duration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Starts services as soon as what they need serves, side by side where nothing speaks against it,
 * and stops each before what it needs. Thread-safe; stopping while it starts is allowed.
 */
final class Stack implements AutoCloseable {
  private final List<LocalService> services;
  private final Object stopping = new Object();

  /**
   * @param services each after everything it needs
   */
  Stack(List<LocalService> services) {
    this.services = List.copyOf(services);
    for (int i = 0; i < services.size(); i++) {
      if (!services.subList(0, i).containsAll(services.get(i).needs())) {
        throw new IllegalArgumentException(services.get(i).name() + " comes before its needs");
      }
    }
  }

  /**
   * Starts everything; if one service cannot start, all are stopped again.
   *
   * @param started told name and duration of each, from several threads
   */
  void start(BiConsumer<String, Duration> started) {
    Map<LocalService, CompletableFuture<Void>> running = new IdentityHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (LocalService service : services) {
        running.put(
            service,
            all(service.needs().stream().map(running::get).toList())
                .thenRunAsync(() -> start(service, started), threads));
      }
      all(List.copyOf(running.values())).join();
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void start(LocalService service, BiConsumer<String, Duration> started) {
    long begin = System.nanoTime();
    service.start();
    started.accept(service.name(), Duration.ofNanos(System.nanoTime() - begin));
  }

  /**
   * One of the services.
   *
   * @throws IllegalArgumentException if none has this name
   */
  LocalService service(String name) {
    return services.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + ": expected one of "
                        + services.stream().map(LocalService::name).toList()));
  }

  /** Only these services and what they need, directly or not. */
  Stack only(Set<String> names) {
    Set<LocalService> wanted = new HashSet<>();
    names.forEach(name -> wanted.add(service(name)));
    // Each comes after everything it needs, so that one way back finds all.
    for (LocalService service : services.reversed()) {
      if (wanted.contains(service)) {
        wanted.addAll(service.needs());
      }
    }
    return new Stack(services.stream().filter(wanted::contains).toList());
  }

  /** Stops everything that runs; a second call waits for the first and changes nothing. */
  @Override
  public void close() {
    synchronized (stopping) {
      Map<LocalService, CompletableFuture<Void>> stopped = new IdentityHashMap<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (LocalService service : services.reversed()) {
          List<CompletableFuture<Void>> dependents =
              stopped.entrySet().stream()
                  .filter(entry -> entry.getKey().needs().contains(service))
                  .map(Map.Entry::getValue)
                  .toList();
          stopped.put(service, all(dependents).thenRunAsync(service::stop, threads));
        }
        all(List.copyOf(stopped.values())).join();
      }
    }
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }
}
