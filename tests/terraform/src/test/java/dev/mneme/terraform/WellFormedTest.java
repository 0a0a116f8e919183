// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Items 6 and 7: format, validity, and the modules' own tests. */
@NeedsTerraform
class WellFormedTest {
  private final Repository repository = Repository.here();

  static List<Configuration> configurations() {
    return Repository.here().configurations();
  }

  @Test
  void everyFileIsFormatted(Terraform terraform) throws Exception {
    // When
    var run =
        terraform.run(repository.terraform(), "fmt", "-check", "-recursive", "-diff", "-no-color");

    // Then
    assertThat(run.output()).isEmpty();
    assertThat(run.exit()).isZero();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void itIsValidAndHasTestsThatPass(
      Configuration configuration, Terraform terraform, @TempDir Path work) throws Exception {
    // Given
    Path directory = repository.copyTo(work).configuration(configuration.toString()).directory();
    int runs = configuration.tests().stream().mapToInt(file -> file.runs().size()).sum();

    // When
    TestRuns tests = terraform.test(directory);

    // Then: terraform validates what it tests, run by run
    assertThat(runs).isPositive();
    assertThat(tests.diagnostics()).isEmpty();
    assertThat(tests.status()).hasSize(runs).containsOnlyKeys(names(configuration));
    assertThat(tests.status().values()).containsOnly("pass");
  }

  private static String[] names(Configuration configuration) {
    return configuration.tests().stream()
        .flatMap(file -> file.runs().stream())
        .map(TestFile.TestRun::name)
        .toArray(String[]::new);
  }
}
