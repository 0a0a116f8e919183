// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

import dev.mneme.images.program.Program;
import dev.mneme.images.root.Part;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an image says about itself, in the keys that the Open Container Initiative defines
 * (image-spec, annotations).
 */
final class Labels {
  private static final String PREFIX = "org.opencontainers.image.";

  private Labels() {}

  static Map<String, String> of(Program program, String version, String revision, String base) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(PREFIX + "title", program.image());
    labels.put(PREFIX + "description", "Mneme: " + program.id());
    labels.put(PREFIX + "vendor", "Mneme");
    labels.put(PREFIX + "licenses", "Apache-2.0");
    labels.put(PREFIX + "version", version);
    labels.put(PREFIX + "created", Part.TIME.toString());
    if (!revision.isEmpty()) {
      labels.put(PREFIX + "revision", revision);
    }
    if (!base.isEmpty()) {
      labels.put(PREFIX + "base.name", base);
    }
    return labels;
  }
}
