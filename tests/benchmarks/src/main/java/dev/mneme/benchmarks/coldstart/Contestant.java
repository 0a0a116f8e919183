// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import dev.mneme.images.rehearsal.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is started to be asked one thing.
 *
 * @param program whose limits it has
 * @param kind what it is started as
 * @param line its command line
 * @param directory where it is run
 * @param settings its environment, less the port
 * @param question made anew for every start
 */
record Contestant(
    String program,
    Kind kind,
    List<String> line,
    Path directory,
    Map<String, String> settings,
    Supplier<Call> question) {
  /** Ways to run a program. */
  enum Kind {
    /** A CloudEvent echo without any library, on the image's JVM and with its options. */
    FLOOR,
    /** The command line of the image, from the image's files. */
    IMAGE,
    /** {@code java -jar}, on the JDK that builds. */
    FAT_JAR
  }
}
