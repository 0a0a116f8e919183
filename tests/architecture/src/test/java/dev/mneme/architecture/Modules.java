// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;

/** The modules by their part in the design, and all their classes. */
final class Modules {
  /** Each may know itself and the libraries. */
  static final Set<String> FUNCTIONS =
      Set.of("transcribe", "classify", "persist", "train", "audit", "recall");

  /** What functions share. */
  static final Set<String> LIBRARIES =
      Set.of("contract", "runtime", "identity", "stores", "embedding");

  /** The only ones that speak NATS. */
  static final Set<String> EVENTING =
      Set.of("binding", "connection", "capture", "source", "topology", "local", "servers");

  /** What takes the others as they were packed. */
  static final Set<String> KNATIVE = Set.of("images");

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/mneme/architecture/"))
          .importPackages("dev.mneme");

  private Modules() {}

  static String[] packagesOf(Set<String> modules) {
    return modules.stream().map(Modules::packageOf).toArray(String[]::new);
  }

  static String packageOf(String module) {
    return "dev.mneme." + module + "..";
  }
}
