# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "platform_config" {
  description = "Values of ConfigMap mneme-platform: the keys of `config` in knative/platform.yaml."
  value       = module.platform.platform_config
}

output "platform_env" {
  description = "The same as KEY=value lines, for knative/overlays/aws/platform.env."
  value       = module.platform.platform_env
}

output "platform_secrets" {
  description = "Where the values of Secret mneme-platform are: its keys to the ARN in Secrets Manager, of the KMS key, and the key in it if it is JSON; no value."
  value       = module.platform.platform_secrets
}

output "storage_class_parameters" {
  description = "Parameters of the StorageClass of JetStream."
  value       = module.platform.storage_class_parameters
}

output "karpenter_values" {
  description = "Settings of Karpenter's Helm chart; empty in mode auto."
  value       = module.platform.karpenter_values
}

output "associations" {
  description = "ServiceAccounts that take a role through Pod Identity: by program, namespace and name."
  value       = module.platform.associations
}

output "max_vcpus" {
  description = "Most vCPUs of nodes without a GPU that are started by need: the limit of their NodePool."
  value       = module.platform.max_vcpus
}

output "worst_case_usd" {
  description = "The most that is lost if everything goes wrong at once, in USD, with its parts."
  value       = module.platform.worst_case_usd
}

output "idle_usd_per_month" {
  description = "What is paid in USD a month while nobody uses anything, by what it is; storage and logs by use come on top."
  value       = module.platform.idle_usd_per_month
}

output "kill_switch" {
  description = "Commands that stop all spending on nodes, in this order."
  value       = module.platform.kill_switch
}

output "kill_switch_undo" {
  description = "Commands that allow launches again."
  value       = module.platform.kill_switch_undo
}

output "cluster_endpoint" {
  description = "HTTPS address of the Kubernetes API."
  value       = module.platform.cluster_endpoint
}
