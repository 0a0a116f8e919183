# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "worst_case_usd" {
  description = "The most that can be lost if everything goes wrong, in USD, and its parts."
  value       = null
}

output "max_gpus" {
  description = "Most GPUs at one time: GPU_LIMIT."
  value       = null
}

output "topic_arn" {
  description = "SNS topic of budgets and alarms."
  value       = null
}

output "deny_policy_arn" {
  description = "Policy that denies every launch; attached by the budget, or by hand with kill_switch."
  value       = null
}

output "kill_switch" {
  description = "Commands that stop all spending on nodes, in this order."
  value       = []
}

output "kill_switch_undo" {
  description = "Commands that allow launches again."
  value       = []
}
