// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells whether what the JVM learnt about an image still holds. */
public final class Fingerprint {
  /** Parts that the JVM knows nothing of. */
  private static final Set<String> ASIDE = Set.of("system", "decoder", "sbom");

  private static final int LENGTH = 32;

  private Fingerprint() {}

  /** The same for the same JVM, command line and jars. */
  public static String of(Blueprint blueprint) {
    MessageDigest all = sha256();
    all.update(bytes(blueprint.line(Path.of("/"), List.of()).toString()));
    all.update(bytes(blueprint.program().trainingOptions().toString()));
    try {
      for (Part part : blueprint.parts()) {
        if (!ASIDE.contains(part.name())) {
          for (Path file : files(part.folder())) {
            all.update(bytes(part.folder().relativize(file).toString()));
            all.update(sha256().digest(Files.readAllBytes(file)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the files of " + blueprint.program().id(), e);
    }
    return HexFormat.of().formatHex(all.digest()).substring(0, LENGTH);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
