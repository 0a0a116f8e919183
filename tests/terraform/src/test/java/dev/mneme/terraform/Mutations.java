// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import static dev.mneme.terraform.Mutation.module;
import static dev.mneme.terraform.Mutation.of;

import java.util.List;

/** Item 10: wrong edits that must not go unnoticed. */
final class Mutations {
  private static final String FILTER = "values = [format(\"user:project$%s\", local.project)]";
  private static final String MONTH = "  }\n\n  dynamic \"notification\"";

  /** Each is caught by a run of its module's own tests. */
  static final List<Mutation> OF_MODULES =
      List.of(
          module(
              "misspell the tag that the budget counts",
              "cost-guard/main.tf",
              FILTER + "\n" + MONTH,
              "values = [format(\"user:Project$%s\", local.project)]\n" + MONTH,
              "the_budgets_count_what_is_tagged_with_the_project"),
          module(
              "write the budget's filter as a template, which is then a literal",
              "cost-guard/main.tf",
              FILTER + "\n" + MONTH,
              "values = [\"user:project$${local.project}\"]\n" + MONTH,
              "the_budgets_count_what_is_tagged_with_the_project"),
          module(
              "drop the bound",
              "cost-guard/main.tf",
              "local.worst_case_usd.total <= var.max_loss_usd",
              "local.worst_case_usd.total >= 0 || var.max_loss_usd == 0",
              "a_worst_case_above_the_bound_is_refused"),
          module(
              "forget that budgets act late",
              "cost-guard/main.tf",
              "var.budget_latency_hours + var.gpu_drain_hours",
              "var.gpu_drain_hours",
              "the_worst_case_is_gpus_until_the_last_is_gone_and_what_is_fixed"),
          module(
              "let a family of GPUs be launched",
              "cost-guard/deny.tf",
              "[\"g*\", \"p*\", ",
              "[\"g*\", ",
              "the_deny_policies_cover_every_gpu_family"),
          module(
              "leave Karpenter its way to launch",
              "cost-guard/deny.tf",
              "      \"ec2:CreateFleet\",\n",
              "",
              "the_deny_policy_covers_the_paths_of_karpenter_and_of_auto_mode"),
          module(
              "let budgets attach to any role",
              "cost-guard/deny.tf",
              "Resource  = sort(values(var.denied_role_arns))",
              "Resource  = \"*\"",
              "budgets_may_attach_the_deny_policies_to_those_roles_and_nothing_else"),
          module(
              "let the budget wait for a person",
              "cost-guard/deny.tf",
              "\"AUTOMATIC\"",
              "\"MANUAL\"",
              "the_budget_denies_gpus_first_and_then_every_launch"),
          module(
              "overlook GPUs of the spot market",
              "cost-guard/alarm.tf",
              "    g_spot      = \"G/Spot\"\n",
              "",
              "the_alarm_watches_the_rate_of_spend_on_gpus"),
          module(
              "let the controller pass any role",
              "karpenter/policies.tf",
              "Resource  = [aws_iam_role.node.arn]\n"
                  + "        Condition = { StringEquals = { \"iam:Pass",
              "Resource  = [\"*\"]\n        Condition = { StringEquals = { \"iam:Pass",
              "the_controller_passes_one_role_to_one_service"),
          module(
              "let the database never pause",
              "database/variables.tf",
              "default     = 0\n",
              "default     = 0.5\n",
              "it_pauses_at_zero"),
          module(
              "let the database speak plain text",
              "database/main.tf",
              "name  = \"rds.force_ssl\"\n    value = \"1\"",
              "name  = \"rds.force_ssl\"\n    value = \"0\"",
              "it_is_encrypted_with_its_own_key_and_reached_by_tls_alone"),
          module(
              "open leaf nodes to the internet",
              "messaging/leaf-nodes.tf",
              "!var.leaf_nodes_public",
              "false",
              "leaf_nodes_come_from_named_addresses_and_inside_unless_public_is_asked_for"),
          module(
              "let readers of the index write it",
              "search/domain.tf",
              "Action    = [\"es:ESHttpHead\", \"es:ESHttpPost\"]",
              "Action    = [\"es:ESHttpHead\", \"es:ESHttpPost\", \"es:ESHttpPut\"]",
              "a_domain_is_written_by_writers_and_searched_by_readers_alone"));

  /** All are made at once in one copy; each is caught by a rule, at its own resource. */
  static final List<Mutation> OF_THE_PLAN =
      List.of(
          module(
              "open the endpoint",
              "cluster/main.tf",
              "length(var.public_access_cidrs) > 0 ? var.public_access_cidrs : null",
              "[\"0.0.0.0/0\"]",
              "NOTHING_IS_PUBLIC_BUT_WHAT_IS_ASKED_FOR cluster.aws_eks_cluster.this"),
          module(
              "leave the disks of nodes in clear text",
              "cluster/system-nodes.tf",
              "encrypted             = true",
              "encrypted             = false",
              "EVERYTHING_IS_ENCRYPTED_WITH_AN_OWN_KEY cluster.aws_launch_template"),
          module(
              "leave the database in clear text",
              "database/main.tf",
              "storage_encrypted = true",
              "storage_encrypted = false",
              "EVERYTHING_IS_ENCRYPTED_WITH_AN_OWN_KEY database.aws_rds_cluster.this"),
          module(
              "leave the queue under a key of AWS",
              "karpenter/interruptions.tf",
              "  kms_master_key_id         = aws_kms_key.queue.arn\n",
              "",
              "EVERYTHING_IS_ENCRYPTED_WITH_AN_OWN_KEY aws_sqs_queue.interruptions"),
          module(
              "give the database a public address",
              "database/main.tf",
              "publicly_accessible        = false",
              "publicly_accessible        = true",
              "NOTHING_IS_PUBLIC_BUT_WHAT_IS_ASKED_FOR database.aws_rds_cluster_instance.this"),
          module(
              "stop rotating a key",
              "storage/main.tf",
              "enable_key_rotation     = true",
              "enable_key_rotation     = false",
              "KEYS_ROTATE storage.aws_kms_key.this"),
          module(
              "forget the tag that costs are allocated by",
              "network/main.tf",
              "merge(var.tags, { Name = var.name })\n}\n\n# Whoever",
              "{ Name = var.name }\n}\n\n# Whoever",
              "EVERYTHING_IS_TAGGED_FOR_COST_ALLOCATION network.aws_vpc.this"),
          module(
              "let a mistake delete the database",
              "database/main.tf",
              "deletion_protection             = true",
              "deletion_protection             = false",
              "DATA_OUTLIVES_A_MISTAKE database.aws_rds_cluster.this"),
          module(
              "keep no old version of an object",
              "storage/main.tf",
              "status = \"Enabled\"\n  }\n}",
              "status = \"Suspended\"\n  }\n}",
              "DATA_OUTLIVES_A_MISTAKE storage.aws_s3_bucket_versioning.this"),
          module(
              "let the index be asked in clear text",
              "search/domain.tf",
              "enforce_https       = true",
              "enforce_https       = false",
              "TRAFFIC_IS_ENCRYPTED search.aws_opensearch_domain.this"),
          module(
              "widen what a function may read to all objects",
              "function-identity/policies.tf",
              "Action = [\"s3:GetObject\"], Resource = [for area in areas :"
                  + " \"${var.bucket_arn}/*/*/${area}/*\"]",
              "Action = [\"s3:GetObject\"], Resource = [\"*\"]",
              "POLICIES_NAME_THEIR_RESOURCES"
                  + " function_identity.aws_iam_role_policy.function[\"persist\"]"),
          module(
              "let every ServiceAccount take every role",
              "function-identity/policies.tf",
              "        \"aws:RequestTag/kubernetes-service-account\" = function\n",
              "",
              "TRUST_IS_IN_A_SERVICE_AND_FOR_PODS_IN_ONE_SERVICE_ACCOUNT"
                  + " function_identity.aws_iam_role.function[\"audit\"]"),
          module(
              "write a password to the state",
              "database/keys.tf",
              "secret_string_wo         ="
                  + " ephemeral.aws_secretsmanager_random_password.role[each.key].random_password\n"
                  + "  secret_string_wo_version = var.passwords_version",
              "secret_string = \"secret\"",
              "NO_SECRET_IS_IN_THE_STATE"
                  + " database.aws_secretsmanager_secret_version.role[\"audit\"]"),
          module(
              "forget a key in the idle cost",
              "platform/prices.tf",
              "kms_keys            = 9 +",
              "kms_keys            = 8 +",
              "KMS keys: told"),
          module(
              "forget a value of the manifests",
              "platform/outputs.tf",
              "    GPU_LIMIT                    = tostring(module.cost_guard.max_gpus)\n",
              "",
              "platform_config: lacks [GPU_LIMIT]"));

  /** Each is caught by the checks of the sources. */
  static final List<Mutation> OF_THE_SOURCES =
      List.of(
          of(
              "drop the GPU limit",
              "knative/components/gpu/nodes.yaml",
              "  limits:\n    nvidia.com/gpu: \"0\"\n",
              "",
              "the NodePool has no limit on GPUs"),
          of(
              "set the GPU limit past Terraform",
              "knative/components/gpu/kustomization.yaml",
              "spec.limits.[nvidia.com/gpu]",
              "spec.limits.cpu",
              "the limit is not that of GPU_LIMIT"),
          of(
              "allow more GPUs than are paid for",
              "knative/overlays/aws/platform.env",
              "GPU_LIMIT=2",
              "GPU_LIMIT=8",
              "GPU_LIMIT of overlays/aws is not max_gpus"),
          of(
              "let a GPU node live longer than the bound says",
              "knative/components/gpu/nodes.yaml",
              "expireAfter: 4h",
              "expireAfter: 72h",
              "longer than gpu_drain_hours"),
          of(
              "start GPUs that have no price",
              "knative/components/gpu/nodes.yaml",
              "values: [g4dn, g5, g6]",
              "values: [g4dn, p5]",
              "the pool may start [g4dn, p5]"),
          of(
              "hide GPU nodes from the budgets",
              "knative/components/gpu/kustomization.yaml",
              "          - spec.tags.project\n",
              "",
              "no budget counts them"),
          of(
              "start Auto Mode's GPUs that have no price",
              "knative/components/auto/gpu.yaml",
              "values: [g4dn, g5, g6]",
              "values: [g6e]",
              "the pool of Auto Mode may start [g6e]"),
          module(
              "let a plan destroy the database",
              "database/main.tf",
              "    prevent_destroy = true\n",
              "",
              "modules/database aws_rds_cluster.this"));

  private Mutations() {}
}
