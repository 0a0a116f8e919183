# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "storage_class_parameters" {
  description = "Parameters of the StorageClass of JetStream for ebs.csi.aws.com: type, speed, encryption and key."
  value = {
    type       = "gp3"
    iops       = tostring(var.volume_iops)
    throughput = tostring(var.volume_throughput_mib)
    encrypted  = "true"
    kmsKeyId   = aws_kms_key.this.arn
  }
}

output "secrets" {
  description = "Where the credentials of NATS are: key of the Secret to the ARN in Secrets Manager, the key in it if it is JSON, and the KMS key; no value."
  value = {
    NATS_CREDS = {
      arn         = aws_secretsmanager_secret.creds.arn
      json_key    = null
      kms_key_arn = aws_kms_key.this.arn
    }
  }
}

output "leaf_node_host" {
  description = "Host name that leaf nodes connect to, null without them."
  value       = one(aws_lb.leaf[*].dns_name)
}

output "leaf_node_target_group_arn" {
  description = "Target group for a TargetGroupBinding to the NATS Service, null without leaf nodes."
  value       = one(aws_lb_target_group.leaf[*].arn)
}

output "kms_key_arn" {
  description = "ARN of the key of volumes and credentials."
  value       = aws_kms_key.this.arn
}
