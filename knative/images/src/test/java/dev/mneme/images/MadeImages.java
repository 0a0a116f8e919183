// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import dev.mneme.images.TestImages.Ran;
import dev.mneme.images.oci.Layout;
import dev.mneme.images.program.Program;
import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Images, each made once for all tests, when the first asks for it; of the tag {@code test}. */
final class MadeImages implements AutoCloseable {
  private final Path folder;
  private final Map<Program, Ran> made = new EnumMap<>(Program.class);

  private MadeImages() {
    try {
      folder = Files.createTempDirectory("mneme-images");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was printed while it was made. */
  Ran ran(Program program) {
    return made.computeIfAbsent(
        program, p -> TestImages.run("--oci", folder(p).toString(), "--tag", "test", p.id()));
  }

  /** The layout with this image alone. */
  Layout layout(Program program) {
    Ran ran = ran(program);
    if (ran.exit() != 0) {
      throw new AssertionError(ran.printed());
    }
    return new Layout(folder(program));
  }

  private Path folder(Program program) {
    return folder.resolve(program.id());
  }

  @Override
  public void close() throws IOException {
    Trees.delete(folder);
  }

  /** Gives the one set of images to whichever test asks for it. */
  static final class Provider implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MadeImages.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == MadeImages.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .computeIfAbsent(MadeImages.class, type -> new MadeImages(), MadeImages.class);
    }
  }
}
