// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each module's and root's README ends with its inputs and outputs, as its code says them. Repair
 * with {@code mvn -pl tests/terraform test -Dtest=ReadmeTest -Dmneme.terraform.docs=apply}.
 */
class ReadmeTest {
  private static final boolean APPLY =
      System.getProperty("mneme.terraform.docs", "check").equals("apply");

  static List<Configuration> configurations() {
    return Repository.here().configurations();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void itSaysTheInputsAndOutputsOfItsCode(Configuration configuration) throws Exception {
    // Given
    Path readme = configuration.directory().resolve("README.md");
    String written = Configuration.text(readme);
    int begin = written.indexOf(Tables.MARK);

    // When
    String tables = Tables.of(configuration);

    // Then
    String prose = begin < 0 ? written.stripTrailing() + "\n\n" : written.substring(0, begin);
    if (APPLY) {
      Files.writeString(readme, prose + tables);
      return;
    }
    assertThat(written).isEqualTo(prose + tables);
    assertThat(prose).as("what it is for").startsWith("# ").contains("\n\n");
  }
}
