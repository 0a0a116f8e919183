// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a test file that plans a root by its example's variables, with ARNs that AWS would only
 * give at apply: so the policies that hold them can be read out of the plan.
 */
final class KnownValues {
  private static final String ARN = "arn = \"arn:aws:%s\"";
  private static final Map<String, String> VALUES =
      Map.of(
          "aws_kms_key",
          ARN.formatted("kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"),
          "aws_secretsmanager_secret",
          ARN.formatted("secretsmanager:us-east-1:123456789012:secret:known-AbCdEf"),
          "aws_iam_role",
          ARN.formatted("iam::123456789012:role/known"),
          "aws_rds_cluster",
          "master_user_secret = [{ secret_arn ="
              + " \"arn:aws:secretsmanager:us-east-1:123456789012:secret:rds-AbCdEf\" }]\n"
              + "endpoint = \"database.example.org\"",
          "aws_opensearch_domain",
          "endpoint = \"search.example.org\"");

  private KnownValues() {}

  static String testFile(Path root) {
    StringBuilder file = new StringBuilder();
    Map<String, String> targets = new TreeMap<>();
    collect(root, "", targets);
    targets.forEach(
        (target, values) ->
            file.append(
                """
                override_resource {
                  target          = %s
                  override_during = plan
                  values = {
                    %s
                  }
                }
                """
                    .formatted(target, values)));
    file.append("variables {\n")
        .append(Configuration.text(root.resolve("terraform.tfvars.example")))
        .append("}\nrun \"known\" {\n  command = plan\n}\n");
    return file.toString();
  }

  private static void collect(Path directory, String prefix, Map<String, String> targets) {
    Configuration configuration = Configuration.read(directory);
    for (Block resource : configuration.blocks("resource")) {
      String values = VALUES.get(resource.labels().getFirst());
      if (values != null) {
        targets.put(prefix + String.join(".", resource.labels()), values);
      }
    }
    for (Block module : configuration.blocks("module")) {
      String source = module.string("source").orElseThrow();
      String index = module.attribute("count").isPresent() ? "[0]" : "";
      String name = prefix + "module." + module.labels().getFirst() + index + ".";
      collect(directory.resolve(source).normalize(), name, targets);
    }
  }
}
