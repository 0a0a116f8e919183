// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import dev.mneme.images.oci.BuiltImage;
import dev.mneme.images.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How large the images are, in Markdown, which reads as well in a terminal. */
final class SizeTable {
  private static final double MEGABYTE = 1e6;

  private SizeTable() {}

  static String of(Map<Program, BuiltImage> images) {
    List<String> lines = new ArrayList<>();
    lines.add("| image | MB compressed | largest layer | target | met |");
    lines.add("| --- | ---: | ---: | --- | --- |");
    images.forEach((program, image) -> lines.add(line(program, image)));
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(Program program, BuiltImage image) {
    long largest = image.layers().stream().mapToLong(BuiltImage.Layer::bytes).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | ≤ %.0f | %s |",
        program.image(),
        image.bytes() / MEGABYTE,
        largest / MEGABYTE,
        program.largest() / MEGABYTE,
        image.bytes() <= program.largest() ? "yes" : "**no**");
  }
}
