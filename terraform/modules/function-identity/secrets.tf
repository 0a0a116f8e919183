# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  key_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Account"
      Effect    = "Allow"
      Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_key" "secrets" {
  description             = "Secrets of the functions of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_deletion_window_days
  policy                  = local.key_policy
  tags                    = merge(var.tags, { Name = "${var.name}-secrets" })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_secretsmanager_secret" "own" {
  for_each = local.own_secrets

  name                    = "${var.name}/${each.key}"
  description             = "${each.key} of Secret mneme-platform"
  kms_key_id              = aws_kms_key.secrets.arn
  recovery_window_in_days = var.secret_recovery_days
  tags                    = var.tags

  # The chain key signs for the audit log: another one cannot go on where it left off.
  lifecycle {
    prevent_destroy = true
  }
}
