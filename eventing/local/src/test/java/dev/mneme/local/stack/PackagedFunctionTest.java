// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedFunctionTest {
  @TempDir Path root;

  @Test
  void whatWasNotBuiltIsNamed() {
    assertThatThrownBy(() -> new PackagedFunction(root, "classify").jar())
        .isInstanceOf(StackException.class)
        .hasMessage(
            "the function classify was not built: no mneme-classify-*-exec.jar in "
                + root.resolve("functions/classify/target"));
  }
}
