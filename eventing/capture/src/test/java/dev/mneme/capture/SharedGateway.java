// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.UserKey;
import dev.mneme.servers.Trees;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One gateway for all tests that leave it as it was; its clock stands still.
 *
 * @param kept recordings, by what events refer to
 * @param directory of its server
 */
record SharedGateway(GatewayFixture gateway, Map<URI, byte[]> kept, Path directory)
    implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static SharedGateway start(Path directory) throws Exception {
    Map<URI, byte[]> kept = new ConcurrentHashMap<>();
    GatewayFixture gateway =
        new GatewayFixture(
            directory,
            (owner, memoryId, contentType, audio) -> {
              URI uri = uri(owner, memoryId);
              kept.put(uri, audio);
              return uri;
            },
            Clock.fixed(NOW, ZoneOffset.UTC));
    return new SharedGateway(gateway, kept, directory);
  }

  private static URI uri(UserKey owner, String memoryId) {
    return URI.create("s3://memories/" + owner.partitionKey() + "/audio/" + memoryId);
  }

  @Override
  public void close() throws Exception {
    gateway.close();
    Trees.delete(directory);
  }

  /** Gives it to whichever test asks for it. */
  static final class Provider implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(SharedGateway.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SharedGateway.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .computeIfAbsent(SharedGateway.class, key -> start(), SharedGateway.class);
    }

    private static SharedGateway start() {
      try {
        return SharedGateway.start(Files.createTempDirectory("mneme-capture"));
      } catch (Exception e) {
        throw new ParameterResolutionException("the gateway did not start", e);
      }
    }
  }
}
