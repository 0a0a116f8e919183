// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the container of a workload has in its environment, with the files that it names. */
final class Environment {
  private static final String CREDS =
      """
      -----BEGIN NATS USER JWT-----
      eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.e30.c2ln
      ------END NATS USER JWT------

      -----BEGIN USER NKEY SEED-----
      SUAIBDPBAUTWCWBKIO6XHQNINK5FWJW4OHLXC3HQ2KFE4PEJUA44CNHTC4
      ------END USER NKEY SEED------
      """;

  private final Manifests all;
  private final Path files;

  /**
   * @param all with the ConfigMaps
   * @param files folder for the files that the environment names
   */
  Environment(Manifests all, Path files) {
    this.all = all;
    this.files = files;
  }

  /**
   * As the kubelet would set it, but that a port is free and files lie elsewhere.
   *
   * @param optional whether the keys are there that may be absent
   */
  Map<String, String> of(Manifest workload, boolean optional) {
    Map<String, String> environment = new HashMap<>();
    for (Variable variable : workload.variables()) {
      if (variable.optional() && !optional) {
        continue;
      }
      if (!variable.config().isEmpty()) {
        environment.put(
            variable.name(), data(variable.config()).path(variable.key()).stringValue());
      } else if (!variable.secret().isEmpty()) {
        environment.put(variable.name(), secret(variable.key()));
      } else {
        environment.put(variable.name(), here(variable.value()));
      }
    }
    environment.put("PORT", "0");
    return environment;
  }

  private String here(String value) {
    return switch (value) {
      case "/etc/mneme/routes/routes.yaml" ->
          file("routes.yaml", data("mneme-routes").path("routes.yaml").stringValue());
      case "/etc/mneme/nats/nats.creds" -> file("nats.creds", CREDS);
      case "/opt/speech" -> weights();
      default -> value;
    };
  }

  private JsonNode data(String configMap) {
    return all.get("v1/ConfigMap", configMap).at("/data");
  }

  private static String secret(String key) {
    return switch (key) {
      case "MNEME_CHAIN_KEY" -> "1".repeat(64);
      case "MNEME_MONGODB_URI" -> "mongodb://user:password@localhost:27017/mneme";
      default -> "x".repeat(40);
    };
  }

  private String file(String name, String content) {
    try {
      return Files.writeString(files.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the local speech engine, which transcribe's own script keeps in its cache. */
  private static String weights() {
    try {
      Path script = Repository.file("functions/transcribe/fetch-model");
      Process process = new ProcessBuilder(script.toString()).redirectErrorStream(true).start();
      String printed;
      try (var out = process.getInputStream()) {
        process.getOutputStream().close();
        printed = new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
      }
      if (process.waitFor() != 0) {
        throw new AssertionError(printed);
      }
      return printed.lines().reduce("", (first, last) -> last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
