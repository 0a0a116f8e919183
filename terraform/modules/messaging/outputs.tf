# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "storage_class_parameters" {
  description = "Parameters of the StorageClass of JetStream for ebs.csi.aws.com: type, encryption and key."
  value       = {}
}

output "secrets" {
  description = "Where the credentials of NATS are: key of the Secret to the ARN in Secrets Manager; no value."
  value       = {}
}

output "leaf_node_host" {
  description = "Host name that leaf nodes connect to, null without leaf nodes."
  value       = null
}

output "leaf_node_target_group_arn" {
  description = "Target group for a TargetGroupBinding to the NATS Service, null without leaf nodes."
  value       = null
}

output "leaf_node_security_group_id" {
  description = "Security group of the load balancer, from which the NATS servers accept leaf nodes; null without."
  value       = null
}

output "kms_key_arn" {
  description = "ARN of the key of volumes and credentials."
  value       = null
}
