# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  account_arn = format("arn:%s:iam::%s:root", data.aws_partition.current.partition, data.aws_caller_identity.current.account_id)

  cluster_key_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = local.account_arn }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "ControlPlaneLogs"
        Effect    = "Allow"
        Principal = { Service = format("logs.%s.amazonaws.com", data.aws_region.current.name) }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = { ArnEquals = { "kms:EncryptionContext:aws:logs:arn" = format("arn:%s:logs:%s:%s:log-group:%s",
        data.aws_partition.current.partition, data.aws_region.current.name, data.aws_caller_identity.current.account_id, local.log_group) } }
      },
    ]
  })

  # As AWS's own key for volumes: whoever may use EC2 in this account may use the key, through EC2 only. So it serves node
  # groups, Karpenter and Auto Mode alike, and names no service-linked role, which an empty account does not have yet.
  nodes_key_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = local.account_arn }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "DisksThroughEc2"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = { StringEquals = {
          "kms:CallerAccount" = data.aws_caller_identity.current.account_id
          "kms:ViaService"    = format("ec2.%s.amazonaws.com", data.aws_region.current.name)
        } }
      },
    ]
  })
}

resource "aws_kms_key" "cluster" {
  description             = "Kubernetes secrets and control-plane logs of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_deletion_window_days
  policy                  = local.cluster_key_policy
  tags                    = merge(var.tags, { Name = "${var.name}-cluster" })
}

resource "aws_kms_key" "nodes" {
  description             = "Disks of the nodes of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_deletion_window_days
  policy                  = local.nodes_key_policy
  tags                    = merge(var.tags, { Name = "${var.name}-nodes" })
}
