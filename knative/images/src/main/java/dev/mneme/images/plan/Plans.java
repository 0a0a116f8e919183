// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.plan;

import dev.mneme.images.program.Program;
import dev.mneme.images.rehearsal.Caches;
import dev.mneme.images.root.Blueprint;
import dev.mneme.images.root.Materials;
import dev.mneme.images.root.Workshop;
import dev.mneme.images.sbom.BillOfMaterials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Whole images of a built repository, before anything is written down as one. */
public final class Plans {
  private static final String LIBRARIES = "target/libraries.tsv";

  private final Path root;
  private final Workshop workshop;

  /**
   * @param root of the repository, built
   */
  public Plans(Path root) {
    this.root = root.toAbsolutePath();
    this.workshop = new Workshop(this.root, this.root.resolve("knative/images/target/work"));
  }

  /** Where they are made. */
  public Workshop workshop() {
    return workshop;
  }

  /**
   * Everything that goes into the images of some programs, in their order.
   *
   * @param version of the images
   * @param materials what the operator adds
   * @param told which program is trained, before it is
   */
  public List<Blueprint> of(
      List<Program> programs, String version, Materials materials, Consumer<Program> told) {
    List<Blueprint> untrained = new ArrayList<>();
    for (Program program : programs) {
      Blueprint blueprint = workshop.blueprint(program, materials);
      BillOfMaterials bill =
          new BillOfMaterials(
              root.resolve(program.module()).resolve(LIBRARIES), workshop.jars(program), version);
      untrained.add(blueprint.with(bill.part(blueprint, workshop.of(program).resolve("sbom"))));
    }
    return new Caches(workshop).addTo(untrained, told);
  }
}
