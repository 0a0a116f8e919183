// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Item 8: what holds for every resource that a root would make; {@link #broken} says where not. */
enum PlanRule {
  EVERYTHING_IS_ENCRYPTED_WITH_AN_OWN_KEY(PlanRule::unencrypted),
  KEYS_ROTATE(
      r -> r.type().equals("aws_kms_key") && !r.at("/enable_key_rotation").asBoolean(false)),
  NOTHING_IS_PUBLIC_BUT_WHAT_IS_ASKED_FOR(PlanRule::isPublic),
  EVERYTHING_IS_TAGGED_FOR_COST_ALLOCATION(
      r -> r.after().has("tags") && r.at("/tags/project").asString("").isEmpty()),
  POLICIES_NAME_THEIR_RESOURCES(PlanRule::isWide),
  EVERY_POLICY_IS_KNOWN(
      r -> r.type().startsWith("aws_iam") && r.unknown().path("policy").asBoolean(false)),
  TRUST_IS_IN_A_SERVICE_AND_FOR_PODS_IN_ONE_SERVICE_ACCOUNT(PlanRule::isTrusting),
  NO_SECRET_IS_IN_THE_STATE(
      r ->
          Stream.of("secret_string", "secret_binary", "master_password", "password")
              .anyMatch(a -> r.after().hasNonNull(a))),
  DATA_OUTLIVES_A_MISTAKE(PlanRule::isFragile),
  TRAFFIC_IS_ENCRYPTED(PlanRule::speaksPlainText);

  private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");
  private static final Set<String> ANYWHERE_LISTED =
      Set.of("iam:ListInstanceProfiles", "pricing:GetProducts");
  private static final Pattern POLICY = Pattern.compile(".*(policy|policies|policy_document)");
  private static final Pattern KEY = Pattern.compile("kms_(master_)?key(_id|_arn)?");

  private final Function<Plan.Resource, Boolean> breaks;

  PlanRule(Function<Plan.Resource, Boolean> breaks) {
    this.breaks = breaks;
  }

  /** Addresses of the resources that break it. */
  List<String> broken(Plan plan) {
    List<String> broken =
        new ArrayList<>(
            plan.resources().stream().filter(breaks::apply).map(Plan.Resource::address).toList());
    if (this == EVERYTHING_IS_ENCRYPTED_WITH_AN_OWN_KEY || this == TRAFFIC_IS_ENCRYPTED) {
      broken.addAll(bucketsWithout(plan, "aws_s3_bucket_server_side_encryption_configuration"));
      broken.addAll(bucketsWithout(plan, "aws_s3_bucket_policy"));
    }
    if (this == NOTHING_IS_PUBLIC_BUT_WHAT_IS_ASKED_FOR) {
      broken.addAll(bucketsWithout(plan, "aws_s3_bucket_public_access_block"));
    }
    return broken;
  }

  /** Says it as a sentence. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static boolean unencrypted(Plan.Resource r) {
    boolean withoutKey =
        Stream.concat(r.after().propertyNames().stream(), r.unknown().propertyNames().stream())
            .filter(name -> KEY.matcher(name).matches())
            .anyMatch(r::leavesOut);
    return switch (r.type()) {
      case "aws_rds_cluster", "aws_docdb_cluster" ->
          withoutKey || !r.at("/storage_encrypted").asBoolean(false);
      case "aws_opensearch_domain" -> !r.at("/encrypt_at_rest/0/enabled").asBoolean(false);
      case "aws_s3_bucket_server_side_encryption_configuration" ->
          !r.at("/rule/0/apply_server_side_encryption_by_default/0/sse_algorithm")
              .asString("")
              .equals("aws:kms");
      case "aws_ecr_repository" ->
          !r.at("/encryption_configuration/0/encryption_type").asString("").equals("KMS");
      case "aws_eks_cluster" ->
          !Plan.texts(r.at("/encryption_config/0/resources")).contains("secrets");
      case "aws_launch_template" ->
          r.at("/block_device_mappings").isEmpty()
              || Plan.stream(r.at("/block_device_mappings"))
                  .anyMatch(
                      disk ->
                          !disk.at("/ebs/0/encrypted").asString("").equals("true")
                              || disk.at("/ebs/0/kms_key_id").isNull());
      default -> withoutKey;
    };
  }

  private static boolean isPublic(Plan.Resource r) {
    return switch (r.type()) {
      case "aws_eks_cluster" -> {
        JsonNode access = r.at("/vpc_config/0");
        yield !access.path("endpoint_private_access").asBoolean(false)
            || (access.path("endpoint_public_access").asBoolean(true)
                && (access.path("public_access_cidrs").isEmpty()
                    || Plan.texts(access.path("public_access_cidrs")).stream()
                        .anyMatch(ANYWHERE::contains)));
      }
      case "aws_vpc_security_group_ingress_rule" ->
          ANYWHERE.contains(r.at("/cidr_ipv4").asString(""))
              || ANYWHERE.contains(r.at("/cidr_ipv6").asString(""));
      case "aws_security_group", "aws_default_security_group" -> !r.at("/ingress").isEmpty();
      case "aws_security_group_rule" -> true;
      case "aws_subnet" -> r.at("/map_public_ip_on_launch").asBoolean(false);
      case "aws_lb" -> !r.at("/internal").asBoolean(false);
      case "aws_rds_cluster_instance" -> r.at("/publicly_accessible").asBoolean(true);
      case "aws_opensearch_domain" -> r.at("/vpc_options").isEmpty();
      case "aws_s3_bucket_public_access_block" ->
          Stream.of("block_public_acls", "block_public_policy", "ignore_public_acls")
              .anyMatch(a -> !r.after().path(a).asBoolean(false));
      default -> false;
    };
  }

  /**
   * A key's own policy speaks of the key it belongs to as "*"; a Deny may be as wide as it likes.
   */
  private static boolean isWide(Plan.Resource r) {
    return !r.type().equals("aws_kms_key")
        && r.after().propertyNames().stream()
            .filter(name -> POLICY.matcher(name).matches())
            .filter(name -> !name.equals("assume_role_policy"))
            .flatMap(r::statements)
            .filter(statement -> statement.path("Effect").asString().equals("Allow"))
            .anyMatch(PlanRule::isWide);
  }

  private static boolean isWide(JsonNode statement) {
    boolean anyone =
        Plan.texts(statement.path("Principal")).contains("*")
            || Plan.texts(statement.path("Principal").path("AWS")).contains("*");
    boolean anything = Plan.texts(statement.path("Resource")).contains("*");
    // What lists and describes cannot be held to a resource; where there are regions, to one of
    // them.
    List<String> actions = Plan.texts(statement.path("Action"));
    boolean listing =
        ANYWHERE_LISTED.containsAll(actions)
            || (statement.has("Condition")
                && actions.stream().allMatch(action -> action.startsWith("ec2:Describe")));
    boolean everyAction =
        actions.stream().anyMatch(action -> action.equals("*") || action.endsWith(":*"));
    return anyone || everyAction || statement.has("NotAction") || (anything && !listing);
  }

  private static boolean isTrusting(Plan.Resource r) {
    return r.statements("assume_role_policy")
        .anyMatch(
            statement -> {
              JsonNode principal = statement.path("Principal");
              List<String> services = Plan.texts(principal.path("Service"));
              boolean pods = services.contains("pods.eks.amazonaws.com");
              JsonNode equal = statement.path("Condition").path("StringEquals");
              return principal.size() != 1
                  || services.size() != 1
                  || !services.getFirst().endsWith(".amazonaws.com")
                  || (pods
                      && Stream.of(
                              "aws:RequestTag/eks-cluster-name",
                              "aws:RequestTag/kubernetes-namespace",
                              "aws:RequestTag/kubernetes-service-account",
                              "aws:SourceAccount")
                          .anyMatch(key -> equal.path(key).asString("").isEmpty()));
            });
  }

  private static boolean isFragile(Plan.Resource r) {
    return switch (r.type()) {
      case "aws_rds_cluster", "aws_docdb_cluster" ->
          !r.at("/deletion_protection").asBoolean(false)
              || r.at("/skip_final_snapshot").asBoolean(true)
              || r.at("/backup_retention_period").asInt(0) < 1;
      case "aws_s3_bucket" -> r.at("/force_destroy").asBoolean(true);
      case "aws_s3_bucket_versioning" ->
          !r.at("/versioning_configuration/0/status").asString("").equals("Enabled");
      case "aws_ecr_repository" -> r.at("/force_delete").asBoolean(true);
      case "aws_secretsmanager_secret" -> r.at("/recovery_window_in_days").asInt(0) < 7;
      case "aws_kms_key" -> r.at("/deletion_window_in_days").asInt(0) < 7;
      default -> false;
    };
  }

  private static boolean speaksPlainText(Plan.Resource r) {
    return switch (r.type()) {
      case "aws_opensearch_domain" ->
          !r.at("/node_to_node_encryption/0/enabled").asBoolean(false)
              || !r.at("/domain_endpoint_options/0/enforce_https").asBoolean(false);
      case "aws_rds_cluster_parameter_group" -> !has(r, "rds.force_ssl", "1");
      case "aws_docdb_cluster_parameter_group" -> !has(r, "tls", "enabled");
      case "aws_s3_bucket_policy", "aws_sqs_queue_policy", "aws_sns_topic_policy" ->
          r.statements("policy")
              .noneMatch(
                  s ->
                      s.path("Effect").asString().equals("Deny")
                          && s.at("/Condition/Bool/aws:SecureTransport")
                              .asString("")
                              .equals("false"));
      default -> false;
    };
  }

  private static boolean has(Plan.Resource r, String name, String value) {
    return Plan.stream(r.at("/parameter"))
        .anyMatch(
            p ->
                p.path("name").asString().equals(name) && p.path("value").asString().equals(value));
  }

  private static List<String> bucketsWithout(Plan plan, String companion) {
    Set<String> modules =
        plan.every(companion)
            .map(r -> r.address().replace(companion, "aws_s3_bucket"))
            .collect(Collectors.toSet());
    return plan.every("aws_s3_bucket")
        .map(Plan.Resource::address)
        .filter(address -> !modules.contains(address))
        .map(address -> address + " has no " + companion)
        .toList();
  }
}
