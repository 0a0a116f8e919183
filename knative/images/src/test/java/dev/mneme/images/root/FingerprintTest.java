// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.images.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir private Path folder;

  @Test
  void changesWithAJarAndWithTheProgramButNotWithTheBill() throws Exception {
    // Given
    Path jars = Files.createDirectory(folder.resolve("jars"));
    Path bill = Files.createDirectory(folder.resolve("bill"));
    Files.writeString(jars.resolve("app.jar"), "one");
    Files.writeString(bill.resolve("bill.json"), "one");
    List<Part> parts = List.of(new Part("application", jars), new Part("sbom", bill));
    Blueprint audit = new Blueprint(Program.AUDIT, parts, false);
    String before = Fingerprint.of(audit);

    // When
    Files.writeString(bill.resolve("bill.json"), "two");
    String otherBill = Fingerprint.of(audit);
    Files.writeString(jars.resolve("app.jar"), "two");
    String otherJar = Fingerprint.of(audit);

    // Then
    assertThat(otherBill).isEqualTo(before);
    assertThat(otherJar).isNotEqualTo(before);
    assertThat(Fingerprint.of(new Blueprint(Program.TRAIN, parts, false))).isNotEqualTo(otherJar);
  }
}
