// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** OpenSearch, put together as the archive of its makers is: libraries, modules and plugins. */
final class OpenSearch {
  private static final String DESCRIPTOR = "plugin-descriptor.properties";

  /** The modules that it cannot do without, and k-NN neither; their jars bring no descriptor. */
  private static final Map<String, String> MODULES =
      Map.of(
          "analysis-common", "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
          "lang-painless", "org.opensearch.painless.PainlessModulePlugin",
          "mapper-extras", "org.opensearch.index.mapper.MapperExtrasModulePlugin",
          "reindex", "org.opensearch.index.reindex.ReindexModulePlugin",
          "transport-netty4", "org.opensearch.transport.Netty4ModulePlugin");

  private OpenSearch() {}

  static void fetch(Packages packages, Path directory) throws IOException {
    packages.parts(Lock.of("opensearch"), directory);
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      Files.writeString(
          directory.resolve("modules").resolve(module.getKey()).resolve(DESCRIPTOR),
          descriptor(module.getKey(), module.getValue()));
    }
    // It also extends a transport that nobody uses here, and needs but the classes of it.
    Path knn = directory.resolve("plugins/opensearch-knn").resolve(DESCRIPTOR);
    Files.writeString(
        knn,
        Files.readString(knn)
            .replace(
                "extended.plugins=lang-painless,transport-grpc", "extended.plugins=lang-painless"));
  }

  private static String descriptor(String name, String mainClass) {
    String version = Pins.version("opensearch");
    return """
    name=%1$s
    description=%1$s
    version=%2$s
    opensearch.version=%2$s
    java.version=21
    classname=%3$s
    """
        .formatted(name, version, mainClass);
  }
}
