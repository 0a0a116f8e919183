// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Items 3, 8 and 9: the plan of each root, by the real provider, over every resource. On one
 * thread, for one that waited for its checks could take up a test that waits for its provider.
 */
@NeedsTerraform
@Execution(ExecutionMode.SAME_THREAD)
class PlanTest {
  private final Repository repository = Repository.here();

  @TestFactory
  List<DynamicTest> theSmallRoot(Terraform terraform, @TempDir Path work) throws Exception {
    return checks("dev-min", terraform, work);
  }

  @TestFactory
  List<DynamicTest> theGpuRoot(Terraform terraform, @TempDir Path work) throws Exception {
    return checks("karpenter-gpu", terraform, work);
  }

  @TestFactory
  List<DynamicTest> theAutoModeRoot(Terraform terraform, @TempDir Path work) throws Exception {
    return checks("auto", terraform, work);
  }

  private List<DynamicTest> checks(String root, Terraform terraform, Path work) throws Exception {
    Repository copy = repository.copyTo(work);
    Plan plan = terraform.plan(copy.terraform().resolve("examples").resolve(root));
    PlatformContract contract = PlatformContract.read(new Manifests(repository.knative()));
    List<DynamicTest> checks = new ArrayList<>();
    for (PlanRule rule : PlanRule.values()) {
      checks.add(dynamicTest(rule.toString(), () -> assertThat(rule.broken(plan)).isEmpty()));
    }
    checks.add(
        dynamicTest(
            "every billable resource is in the price list or known to be free",
            () -> assertThat(IdleCost.unpriced(plan)).isEmpty()));
    checks.add(
        dynamicTest(
            "the idle cost is that of what would be made",
            () -> assertThat(IdleCost.differences(plan, prices(repository))).isEmpty()));
    if (root.equals("dev-min")) {
      String readme =
          Configuration.text(
              repository.configuration("examples/dev-min").directory().resolve("README.md"));
      checks.add(
          dynamicTest(
              "its README lists the idle cost of the plan",
              () -> assertThat(readme).contains(IdleCost.table(plan))));
    }
    checks.add(
        dynamicTest(
            "the outputs are the values that the manifests take",
            () -> assertThat(contract.differences(plan)).isEmpty()));
    return checks;
  }

  /** The file that holds the price list. */
  static String prices(Repository repository) {
    return Configuration.text(repository.terraform().resolve("modules/platform/prices.tf"));
  }
}
