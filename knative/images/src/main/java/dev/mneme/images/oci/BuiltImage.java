// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

import java.util.List;

/**
 * An image that was made.
 *
 * @param name with its tag
 * @param digest of its manifest
 * @param layers from the bottom up
 */
public record BuiltImage(String name, String digest, List<Layer> layers) {
  public BuiltImage {
    layers = List.copyOf(layers);
  }

  /**
   * A layer.
   *
   * @param digest of its compressed bytes
   * @param bytes as transferred
   */
  public record Layer(String digest, long bytes) {}

  /** What is transferred to a machine that has none of its layers. */
  public long bytes() {
    return layers.stream().mapToLong(Layer::bytes).sum();
  }
}
