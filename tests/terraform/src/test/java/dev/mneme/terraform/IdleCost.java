// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a plan costs while nobody uses anything, counted from its resources and priced by the list
 * in {@code modules/platform/prices.tf}; item 3.
 */
final class IdleCost {
  private static final double HOURS = 730;
  private static final double CENT = 0.005;
  private static final Pattern PRICE =
      Pattern.compile("\"?([a-z0-9_.]+)\"?\\s*=\\s*([0-9]+(?:\\.[0-9]+)?)\\s*");

  /** Priced below. */
  private static final Set<String> PRICED =
      Set.of(
          "aws_eks_cluster",
          "aws_eks_node_group",
          "aws_launch_template",
          "aws_nat_gateway",
          "aws_eip",
          "aws_vpc_endpoint",
          "aws_lb",
          "aws_docdb_cluster_instance",
          "aws_opensearch_domain",
          "aws_opensearchserverless_collection",
          "aws_kms_key",
          "aws_secretsmanager_secret",
          "aws_cloudwatch_metric_alarm");

  /** Paid by what is stored or sent, or nothing while paused. */
  private static final Set<String> BY_USE =
      Set.of(
          "aws_s3_bucket",
          "aws_rds_cluster",
          "aws_rds_cluster_instance",
          "aws_docdb_cluster",
          "aws_cloudwatch_log_group",
          "aws_ecr_repository",
          "aws_flow_log",
          "aws_sqs_queue",
          "aws_sns_topic",
          "aws_sns_topic_subscription");

  /** AWS asks nothing for these; two budgets with actions are free, too. */
  private static final Pattern FREE =
      Pattern.compile(
          "terraform_data|aws_budgets_(budget|budget_action)|aws_cloudwatch_event_(rule|target)"
              + "|aws_cloudwatch_log_resource_policy|aws_(db|docdb)_subnet_group|aws_default_.*"
              + "|aws_(rds|docdb)_cluster_parameter_group|aws_ec2_tag|aws_ecr_lifecycle_policy"
              + "|aws_ecr_repository_policy"
              + "|aws_eks_(access_entry|access_policy_association|addon|pod_identity_association)"
              + "|aws_iam_.*|aws_internet_gateway|aws_kms_alias|aws_lb_(listener|target_group)"
              + "|aws_opensearchserverless_(access|security)_policy|aws_route(_table.*)?|aws_s3_bucket_.+"
              + "|aws_secretsmanager_secret_version|aws_security_group|aws_sns_topic_policy"
              + "|aws_sqs_queue_policy|aws_subnet|aws_vpc|aws_vpc_security_group_.*_rule");

  private final Plan plan;
  private final Map<String, Double> prices;

  private IdleCost(Plan plan, Map<String, Double> prices) {
    this.plan = plan;
    this.prices = prices;
  }

  /** Resources of which nobody said what they cost. */
  static List<String> unpriced(Plan plan) {
    return plan.resources().stream()
        .filter(r -> !PRICED.contains(r.type()) && !BY_USE.contains(r.type()))
        .filter(r -> !FREE.matcher(r.type()).matches())
        .map(Plan.Resource::address)
        .toList();
  }

  /** Parts where the output {@code idle_usd_per_month} is not what the resources cost. */
  static List<String> differences(Plan plan, String priceList) {
    Map<String, Double> prices = new TreeMap<>();
    Matcher matcher = PRICE.matcher(priceList);
    while (matcher.find()) {
      prices.putIfAbsent(matcher.group(1), Double.valueOf(matcher.group(2)));
    }
    Map<String, Double> counted = new IdleCost(plan, prices).parts();
    JsonNode told = plan.output("idle_usd_per_month");
    Map<String, Double> parts = new TreeMap<>();
    told.propertyNames().forEach(part -> parts.put(part, told.path(part).asDouble()));
    List<String> differences = new ArrayList<>();
    Set<String> all = new TreeSet<>(parts.keySet());
    all.addAll(counted.keySet());
    for (String part : all) {
      double said = parts.getOrDefault(part, 0.0);
      double found = counted.getOrDefault(part, 0.0);
      if (Math.abs(said - found) > CENT + 1e-9) {
        differences.add("%s: told %.2f, counted %.2f USD".formatted(part, said, found));
      }
    }
    return differences;
  }

  /** The rows of the table in a root's README. */
  static String table(Plan plan) {
    JsonNode told = plan.output("idle_usd_per_month");
    StringBuilder rows = new StringBuilder("| part | USD a month |\n|---|---|\n");
    double together = 0;
    for (String part : new TreeSet<>(told.propertyNames())) {
      double usd = told.path(part).asDouble();
      together += usd;
      rows.append("| %s | %.2f |\n".formatted(part, usd));
    }
    return rows.append("| **together** | **%.2f** |\n".formatted(together)).toString();
  }

  private Map<String, Double> parts() {
    Map<String, Double> parts = new TreeMap<>();
    parts.put("EKS control plane", count("aws_eks_cluster") * hour("eks_cluster_hour"));
    parts.put("system nodes", nodes() * hour(systemType()));
    parts.put("disks of system nodes", nodes() * disk() * price("disk_gib_month"));
    parts.put(
        "NAT gateways",
        count("aws_nat_gateway") * hour("nat_gateway_hour")
            + count("aws_eip") * hour("public_ipv4_hour"));
    parts.put("interface endpoints", interfaces() * hour("endpoint_hour"));
    parts.put("leaf node load balancer", count("aws_lb") * hour("load_balancer_hour"));
    parts.put("DocumentDB", instances("aws_docdb_cluster_instance", "/instance_class"));
    parts.put(
        "OpenSearch domain",
        instances("aws_opensearch_domain", "/cluster_config/0/instance_type")
            + sum("aws_opensearch_domain", "/ebs_options/0/volume_size")
                * price("search_gib_month"));
    parts.put(
        "OpenSearch Serverless",
        count("aws_opensearchserverless_collection") * hour("opensearch_ocu_hour"));
    parts.put("KMS keys", count("aws_kms_key") * price("kms_key_month"));
    // RDS makes one more, for the owner of the database.
    parts.put(
        "secrets",
        (count("aws_secretsmanager_secret") + count("aws_rds_cluster")) * price("secret_month"));
    parts.put("alarm on the GPU rate", count("aws_cloudwatch_metric_alarm") * price("alarm_month"));
    parts.values().removeIf(usd -> usd == 0);
    return parts;
  }

  private double instances(String type, String pointer) {
    return plan.every(type).mapToDouble(r -> hour(r.at(pointer).asString())).sum();
  }

  /** One for each service in each zone; the zones are told by the private subnets. */
  private double interfaces() {
    long endpoints =
        plan.every("aws_vpc_endpoint")
            .filter(r -> r.at("/vpc_endpoint_type").asString("").equals("Interface"))
            .count();
    long zones =
        plan.every("aws_subnet").filter(r -> r.address().contains("aws_subnet.private")).count();
    return endpoints * (double) zones;
  }

  private double nodes() {
    return sum("aws_eks_node_group", "/scaling_config/0/desired_size");
  }

  private String systemType() {
    return plan.every("aws_eks_node_group")
        .map(r -> r.at("/instance_types/0").asString())
        .findFirst()
        .orElse("");
  }

  private double disk() {
    return sum("aws_launch_template", "/block_device_mappings/0/ebs/0/volume_size");
  }

  private double sum(String type, String pointer) {
    return plan.every(type).mapToDouble(r -> r.at(pointer).asDouble()).sum();
  }

  private double count(String type) {
    return plan.every(type).count();
  }

  private double hour(String key) {
    return key.isEmpty() ? 0 : price(key) * HOURS;
  }

  private double price(String key) {
    Double price = prices.get(key);
    if (price == null) {
      throw new IllegalArgumentException("no price of " + key + " in " + prices.keySet());
    }
    return price;
  }
}
