# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "worst_case_usd" {
  description = "The most that is lost if everything goes wrong at once, in USD, with its parts: GPUs until the budget acts and the last node is gone, and a month of what is fixed."
  value       = local.worst_case_usd
}

output "worst_month_usd" {
  description = "The most that a month's bill can be, in USD: the budget spent, and then the worst case on top."
  value       = var.monthly_budget_usd + local.worst_case_usd.total
}

output "max_gpus" {
  description = "Most GPUs at one time: GPU_LIMIT."
  value       = var.max_gpus
}

output "topic_arn" {
  description = "SNS topic of budgets and alarms."
  value       = aws_sns_topic.this.arn
}

output "deny_policy_arns" {
  description = "Policies that deny launches, gpu and all; attached by the budget, or by hand with kill_switch."
  value       = local.deny_policy_arns
}

output "kill_switch" {
  description = "Commands that stop all spending on nodes, in this order; each may run again."
  value = concat(
    [
      for role in local.denied_roles :
      "aws iam attach-role-policy --role-name ${role} --policy-arn ${local.deny_policy_arns["all"]}"
    ],
    [
      "kubectl delete nodepool --all --wait=false",
      "aws ec2 describe-instances --region ${local.region} --filters Name=tag:eks:eks-cluster-name,Values=${var.cluster_name} Name=instance-type,Values=${join(",", local.accelerated)} Name=instance-state-name,Values=pending,running --query 'Reservations[].Instances[].[InstanceId]' --output text | xargs -r aws ec2 terminate-instances --region ${local.region} --instance-ids",
    ],
  )
}

output "kill_switch_undo" {
  description = "Commands that allow launches again, once you know why (one of a policy that is not attached fails, and does no harm); node pools come back with the next kubectl apply."
  value = flatten([
    for role in local.denied_roles : [
      for arn in values(local.deny_policy_arns) :
      "aws iam detach-role-policy --role-name ${role} --policy-arn ${arn}"
    ]
  ])
}
