// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Starts a node of Elasticsearch without the launcher of its makers, which no registry has;
 * compiled against the node's own libraries when they are fetched.
 *
 * <p>Usage: Launcher INSTALLATION CONFIGURATION
 */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) throws Exception {
    LogConfigurator.configureESLogging();
    Path configuration = Path.of(arguments[1]);
    Settings settings =
        Settings.builder()
            .loadFromPath(configuration.resolve("elasticsearch.yml"))
            .put("path.home", arguments[0])
            .build();
    Environment environment = new Environment(settings, configuration);
    LogConfigurator.setNodeName(settings.get("node.name"));
    LogConfigurator.configure(environment, true);
    Node node =
        new Node(
            environment,
            PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
                Set.of(),
                Map.of()));
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node, ended)));
    node.start();
    ended.await();
  }

  private static void end(Node node, CountDownLatch ended) {
    try {
      node.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ended.countDown();
    }
  }
}
