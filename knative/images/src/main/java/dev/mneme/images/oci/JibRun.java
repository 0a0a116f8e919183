// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import dev.mneme.images.root.ImageException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * Runs Jib, and tells its failures in one line.
 *
 * @param version of what it makes
 * @param base folder for layers of base images, kept
 * @param layers folder for layers of our own
 * @param dockerConfig where credentials were looked for
 */
record JibRun(String version, Path base, Path layers, Path dockerConfig) {
  private static final String TOOL = "mneme";

  /**
   * Makes an image.
   *
   * @param failed what failed if it does, for the message
   * @param here whether every registry that it needs is on this machine, which allows plain HTTP
   */
  JibContainer of(String failed, JibContainerBuilder plan, Containerizer target, boolean here) {
    if (here) {
      // Jib has no other switch for it; without plain HTTP allowed below it changes nothing.
      System.setProperty("sendCredentialsOverHttp", "true");
    }
    try {
      return plan.containerize(
          target
              .setAllowInsecureRegistries(here)
              .setBaseImageLayersCache(base)
              .setApplicationLayersCache(layers)
              .setToolName(TOOL)
              .setToolVersion(version));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException(failed + ": interrupted", e);
    } catch (ExecutionException e) {
      throw failure(failed, e.getCause() == null ? e : e.getCause());
    } catch (Exception e) {
      throw failure(failed, e);
    }
  }

  private ImageException failure(String failed, Throwable cause) {
    if (cause instanceof RegistryUnauthorizedException refused) {
      return new ImageException(
          "%s: expected credentials that the registry accepts, in %s or of a credential helper; it refused %s"
              .formatted(failed, dockerConfig, refused.getImageReference()),
          cause);
    }
    return new ImageException(failed + ": " + cause.getMessage(), cause);
  }
}
