// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A program of Mneme that gets an image. */
public enum Program {
  TRANSCRIBE("functions", Compilation.QUICK, true),
  CLASSIFY("functions", Compilation.QUICK, true),
  PERSIST("functions", Compilation.QUICK, false),
  TRAIN("functions", Compilation.VECTORS, false),
  AUDIT("functions", Compilation.QUICK, false),
  RECALL("functions", Compilation.QUICK, true),
  CAPTURE("eventing", Compilation.QUICK, false),
  SOURCE("eventing", Compilation.STEADY, false);

  private static final int MEGABYTE = 1_000_000;
  private static final int LARGEST = 120 * MEGABYTE;
  private static final int LARGEST_WITH_MODEL = 200 * MEGABYTE;

  /**
   * What every program has: a collector without threads of its own, half of the limit as heap
   * because native memory and threads need the rest, no file of counters in /tmp.
   */
  private static final List<String> COMMON =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:MaxRAMPercentage=50",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "-Djava.awt.headless=true",
          // Kept to S3 and to a search engine; as many as there are owners in a batch.
          "-Dhttp.maxConnections=64",
          // Method handles to call by reflection would be made at every start.
          "-Djdk.reflect.useNativeAccessorOnly=true",
          // Its native variants would have to be unpacked before the first use.
          "-Dorg.bouncycastle.native.cpu_variant=java",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final String part;
  private final Compilation compilation;
  private final boolean model;

  Program(String part, Compilation compilation, boolean model) {
    this.part = part;
    this.compilation = compilation;
    this.model = model;
  }

  /** How its code is compiled while it runs. */
  private enum Compilation {
    /**
     * By the first compiler alone: what wakes from zero gains more by that than by the second. With
     * room for young objects, or it would collect garbage several times before its first answer.
     */
    QUICK("-XX:TieredStopAtLevel=1", "-Xmn24m"),
    /** The Vector API is worth nothing without the second compiler. */
    VECTORS("--add-modules=jdk.incubator.vector"),
    /** What runs for weeks is worth the second compiler. */
    STEADY;

    private final List<String> options;

    Compilation(String... options) {
      this.options = List.of(options);
    }
  }

  /**
   * The program of this name.
   *
   * @throws IllegalArgumentException that names all, if there is none
   */
  public static Program named(String name) {
    return Arrays.stream(values())
        .filter(program -> program.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "program: expected one of "
                        + Arrays.stream(values()).map(Program::id).toList()
                        + ", found \""
                        + name
                        + "\""));
  }

  /** Its name, as in its module's: {@code persist}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of its image: {@code mneme-persist}. */
  public String image() {
    return "mneme-" + id();
  }

  /** The folder of its module, below the repository's root. */
  public Path module() {
    return Path.of(part, id());
  }

  /** What the JVM is told, without class path, cache and system properties of places. */
  public List<String> options() {
    List<String> options = new ArrayList<>(COMMON);
    options.addAll(compilation.options);
    return List.copyOf(options);
  }

  /**
   * What the JVM is told beside {@link #options} while it is trained. Profiles are for the second
   * compiler; without one they would only have the first compile at once, before the first answer,
   * all that was ever hot in training.
   */
  public List<String> trainingOptions() {
    return compilation == Compilation.QUICK
        ? List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining")
        : List.of();
  }

  /** How large its image may be, compressed, in bytes. */
  public long largest() {
    return model ? LARGEST_WITH_MODEL : LARGEST;
  }
}
