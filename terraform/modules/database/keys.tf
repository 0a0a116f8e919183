# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  key_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource  = "*"
        Condition = {
          ArnEquals = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws/rds/cluster/${var.name}-database/postgresql"
          }
        }
      },
    ]
  }
}

resource "aws_kms_key" "this" {
  description             = "${var.name}: database"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_deletion_window_days
  policy                  = jsonencode(local.key_policy)
  tags                    = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}-database"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_secretsmanager_secret" "role" {
  for_each = local.roles

  name                    = "${var.name}/postgres/${each.key}"
  description             = "Password of the database role mneme_${each.key}."
  kms_key_id              = aws_kms_key.this.arn
  recovery_window_in_days = 30
  tags                    = var.tags
}

# Only letters and digits: the value passes through shells, JDBC and CREATE ROLE unquoted by anybody.
ephemeral "aws_secretsmanager_random_password" "role" {
  for_each = var.generate_passwords ? local.roles : []

  password_length     = 40
  exclude_punctuation = true
  include_space       = false
}

resource "aws_secretsmanager_secret_version" "role" {
  for_each = var.generate_passwords ? local.roles : []

  secret_id                = aws_secretsmanager_secret.role[each.key].id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.role[each.key].random_password
  secret_string_wo_version = var.passwords_version
}
