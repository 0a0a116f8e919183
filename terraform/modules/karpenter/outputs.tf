# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "controller_role_name" {
  description = "Name of the role that launches nodes; a cut-off of launches is attached to it."
  value       = aws_iam_role.controller.name
}

output "controller_role_arn" {
  description = "ARN of the role that launches nodes."
  value       = aws_iam_role.controller.arn
}

output "node_role_name" {
  description = "Name of the role of the nodes, which the EC2NodeClass names."
  value       = aws_iam_role.node.name
}

output "node_role_arn" {
  description = "ARN of the role of the nodes."
  value       = aws_iam_role.node.arn
}

output "queue_name" {
  description = "Name of the interruption queue, a setting of the controller."
  value       = aws_sqs_queue.interruptions.name
}

output "queue_arn" {
  description = "ARN of the interruption queue."
  value       = aws_sqs_queue.interruptions.arn
}

output "association" {
  description = "Namespace and ServiceAccount that take the controller's role."
  value       = { namespace = var.namespace, service_account = var.service_account }
}
