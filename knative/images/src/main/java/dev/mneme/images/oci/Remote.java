// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import dev.mneme.images.root.ImageException;
import java.nio.file.Path;

/**
 * An image in a registry, reached with the credentials that Docker's configuration or a credential
 * helper has for it.
 */
final class Remote {
  private final ImageReference reference;
  private final Path dockerConfig;

  private Remote(ImageReference reference, Path dockerConfig) {
    this.reference = reference;
    this.dockerConfig = dockerConfig;
  }

  /**
   * The image of this name.
   *
   * @param option that it was given with, for the message
   * @param dockerConfig Docker's {@code config.json}; need not exist
   */
  static Remote named(String option, String name, Path dockerConfig) {
    try {
      return new Remote(ImageReference.parse(name), dockerConfig);
    } catch (InvalidImageReferenceException e) {
      throw new ImageException(
          option + ": expected a name as in a registry, found \"" + name + "\"", e);
    }
  }

  /** Whether its registry is on this very machine, as Docker tells: plain HTTP is for these. */
  boolean isHere() {
    String registry = reference.getRegistry();
    return registry.startsWith("localhost:") || registry.startsWith("127.0.0.1:");
  }

  /** For Jib. */
  RegistryImage image() {
    CredentialRetrieverFactory credentials =
        CredentialRetrieverFactory.forImage(reference, event -> {});
    return RegistryImage.named(reference)
        .addCredentialRetriever(credentials.dockerConfig(dockerConfig))
        .addCredentialRetriever(credentials.wellKnownCredentialHelpers());
  }
}
