# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  # Exactly the keys of `config` in knative/platform.yaml.
  platform_config = {
    AWS_REGION                   = data.aws_region.current.name
    CLUSTER_NAME                 = module.cluster.cluster_name
    IMAGE_REPOSITORY             = module.registry.repository_prefix
    MNEME_S3_BUCKET              = module.storage.bucket
    MNEME_S3_REGION              = module.storage.region
    MNEME_POSTGRES_URL           = module.database.jdbc_url
    MNEME_POSTGRES_OWNER_USER    = module.database.owner_user
    MNEME_OPENSEARCH_URL         = module.search.url == null ? "" : module.search.url
    MNEME_OPENSEARCH_AWS_SERVICE = module.search.aws_service == null ? "" : module.search.aws_service
    MNEME_NATS_URL               = var.nats_url
    MNEME_TOKEN_ISSUER           = var.token_issuer
    MNEME_TOKEN_JWKS_URL         = var.token_jwks_url
    MNEME_CHAIN_RPC_URL          = var.chain_rpc_url
    MNEME_CHAIN_ID               = tostring(var.chain_id)
    MNEME_AUDIT_CONTRACT         = var.audit_contract
    MNEME_LLM_URL                = var.llm_url
    MNEME_LLM_MODEL              = var.llm_model
    GPU_LIMIT                    = tostring(module.cost_guard.max_gpus)
    CPU_LIMIT                    = tostring(var.max_vcpus)
    KARPENTER_NODE_ROLE          = local.karpenter ? module.karpenter[0].node_role_name : module.cluster.node_role_name
    NODE_KMS_KEY                 = module.cluster.nodes_kms_key_arn
  }
}

output "platform_config" {
  description = "Values of ConfigMap mneme-platform: the keys of `config` in knative/platform.yaml."
  value       = local.platform_config
}

output "platform_env" {
  description = "The same as KEY=value lines, for knative/overlays/aws/platform.env."
  value       = join("", [for key, value in local.platform_config : "${key}=${value}\n"])
}

output "platform_secrets" {
  description = "Where the values of Secret mneme-platform are: its keys to the ARN in Secrets Manager, of the KMS key, and the key in it if it is JSON; no value."
  value       = module.function_identity.secrets
}

output "storage_class_parameters" {
  description = "Parameters of the StorageClass of JetStream."
  value       = module.messaging.storage_class_parameters
}

output "karpenter_values" {
  description = "Settings of Karpenter's Helm chart; empty in mode auto."
  value = local.karpenter ? {
    "settings.clusterName"       = module.cluster.cluster_name
    "settings.interruptionQueue" = module.karpenter[0].queue_name
  } : {}
}

output "associations" {
  description = "ServiceAccounts that take a role through Pod Identity: by program, namespace and name."
  value       = module.function_identity.associations
}

output "max_vcpus" {
  description = "Most vCPUs of nodes without a GPU that are started by need: the limit of their NodePool."
  value       = var.max_vcpus
}

output "worst_case_usd" {
  description = "The most that is lost if everything goes wrong at once, in USD, with its parts."
  value       = merge(module.cost_guard.worst_case_usd, { total = floor(module.cost_guard.worst_case_usd.total * 100 + 0.5) / 100 })
}

output "idle_usd_per_month" {
  description = "What is paid in USD a month while nobody uses anything, by what it is; storage and logs by use come on top."
  value       = local.idle_usd_per_month
}

output "kill_switch" {
  description = "Commands that stop all spending on nodes, in this order."
  value       = module.cost_guard.kill_switch
}

output "kill_switch_undo" {
  description = "Commands that allow launches again."
  value       = module.cost_guard.kill_switch_undo
}

output "cluster_endpoint" {
  description = "HTTPS address of the Kubernetes API."
  value       = module.cluster.cluster_endpoint
}
