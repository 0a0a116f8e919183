# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  key_policy = {
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "Account"
          Effect    = "Allow"
          Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
          Action    = "kms:*"
          Resource  = "*"
        },
      ],
      var.ebs_csi_role_arn == null ? [] : [
        {
          Sid       = "Volumes"
          Effect    = "Allow"
          Principal = { AWS = var.ebs_csi_role_arn }
          Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
          Resource  = "*"
        },
      ],
      var.ebs_csi_role_arn == null ? [] : [
        {
          Sid       = "AttachVolumes"
          Effect    = "Allow"
          Principal = { AWS = var.ebs_csi_role_arn }
          Action    = "kms:CreateGrant"
          Resource  = "*"
          Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } }
        },
      ],
    )
  }
}

resource "aws_kms_key" "this" {
  description             = "${var.name}: messages"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_deletion_window_days
  policy                  = jsonencode(local.key_policy)
  tags                    = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}-messaging"
  target_key_id = aws_kms_key.this.key_id
}

# Filled with the credentials file of Synadia Cloud, or of nsc, by its README's command; never through here.
resource "aws_secretsmanager_secret" "creds" {
  name                    = "${var.name}/nats-creds"
  description             = "Credentials file (JWT and seed) of a NATS account."
  kms_key_id              = aws_kms_key.this.arn
  recovery_window_in_days = 30
  tags                    = var.tags
}
