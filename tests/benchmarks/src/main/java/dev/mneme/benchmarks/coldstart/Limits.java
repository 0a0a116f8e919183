// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import dev.mneme.images.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a program may use, as its manifest says.
 *
 * @param memory in bytes
 * @param milliCpus a thousand are one CPU
 */
record Limits(long memory, long milliCpus) {
  private static final Map<String, Long> UNITS = Map.of("Mi", 1L << 20, "Gi", 1L << 30);

  /**
   * The limits of the only container in {@code knative/base}.
   *
   * @param root of the repository
   */
  static Limits of(Path root, Program program) throws IOException {
    Path manifest = root.resolve("knative/base").resolve(program.id() + ".yaml");
    Object service =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(manifest));
    Object limits = service;
    for (Object step :
        new Object[] {"spec", "template", "spec", "containers", 0, "resources", "limits"}) {
      limits = step(limits, step, manifest);
    }
    return new Limits(
        bytes(String.valueOf(step(limits, "memory", manifest))),
        milliCpus(String.valueOf(step(limits, "cpu", manifest))));
  }

  private static Object step(Object node, Object step, Path manifest) {
    Object next =
        switch (node) {
          case Map<?, ?> map -> map.get(step);
          case List<?> list when step instanceof Integer index && index < list.size() ->
              list.get(index);
          default -> null;
        };
    if (next == null) {
      throw new IllegalArgumentException(
          manifest + ": expected the limits of a container at " + step);
    }
    return next;
  }

  static long bytes(String quantity) {
    Long unit = UNITS.get(quantity.substring(Math.max(0, quantity.length() - 2)));
    if (unit == null) {
      throw new IllegalArgumentException("memory: expected Mi or Gi, found \"" + quantity + "\"");
    }
    return Long.parseLong(quantity.substring(0, quantity.length() - 2)) * unit;
  }

  static long milliCpus(String quantity) {
    return quantity.endsWith("m")
        ? Long.parseLong(quantity.substring(0, quantity.length() - 1))
        : Math.round(Double.parseDouble(quantity) * 1_000);
  }
}
